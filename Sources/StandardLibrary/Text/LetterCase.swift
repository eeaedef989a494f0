/// Capital and small letters one by one, as the engine maps them: a letter becomes one letter, so
/// that a text keeps its length in code points.
enum LetterCase {
  static func lower(_ text: String) -> String {
    mapped(text) { scalar in
      // The only small letter that is written with two code points is that of İ; the engine has i.
      scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    }
  }

  static func upper(_ text: String) -> String {
    mapped(text) { scalar in
      if scalar == "ß" { return "ẞ" }
      for mapping in [scalar.properties.uppercaseMapping, scalar.properties.titlecaseMapping] {
        let letters = mapping.unicodeScalars
        if letters.count == 1, let only = letters.first { return only }
      }
      return scalar
    }
  }

  private static func mapped(
    _ text: String, _ map: (Unicode.Scalar) -> Unicode.Scalar,
  ) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(map(scalar)) }
    return String(result)
  }
}
