/// Names and texts as they stand in a query.
///
/// Values belong into parameters; a literal is for the few places that take none.
package enum SQLText {
  /// A name in double quotes, whatever it holds.
  package static func identifier(_ name: String) throws(EngineError) -> String {
    try quoted(name, by: "\"", as: "name")
  }

  /// A text in single quotes, whatever it holds.
  package static func literal(_ text: String) throws(EngineError) -> String {
    try quoted(text, by: "'", as: "text")
  }

  /// The path of one file in the form that the engine's readers take, which would otherwise read
  /// `*`, `?` and `[` as a pattern, `~` as the home folder and `s3:` as a server.
  package static func filePattern(_ path: String) -> String {
    var pattern = path.hasPrefix("/") ? "" : "./"
    for character in path.unicodeScalars {
      switch character {
      case "*", "?", "[": pattern += "[\(character)]"
      default: pattern.unicodeScalars.append(character)
      }
    }
    return pattern
  }

  private static func quoted(
    _ text: String, by quote: Unicode.Scalar, as kind: String,
  ) throws(EngineError) -> String {
    var result = String.UnicodeScalarView([quote])
    for scalar in text.unicodeScalars {
      if scalar == "\0" {
        throw EngineError(
          kind: .parser, message: "the \(kind) \(text.debugDescription) holds a zero byte")
      }
      if scalar == quote {
        result.append(quote)
      }
      result.append(scalar)
    }
    result.append(quote)
    return String(result)
  }
}
