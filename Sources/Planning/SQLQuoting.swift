import Values

/// Names, texts and bound constants as they stand in a query: the only place where anything that a
/// person or a file named enters SQL.
enum SQLQuoting {
  /// A name in double quotes, whatever it holds but a zero byte.
  static func identifier(_ name: String) throws(ValueError) -> String {
    try quoted(name, by: "\"", kind: "name")
  }

  /// A text in single quotes, for the few places that take no parameter.
  static func literal(_ text: String) throws(ValueError) -> String {
    try quoted(text, by: "'", kind: "text")
  }

  /// The pattern that matches one path only: the engine's readers take `*`, `?` and `[` as
  /// wildcards, `~` as the home folder and `s3:` as a server.
  static func filePattern(_ path: String) -> String {
    var pattern = path.hasPrefix("/") ? "" : "./"
    for scalar in path.unicodeScalars {
      switch scalar {
      case "*", "?", "[": pattern += "[\(scalar)]"
      default: pattern.unicodeScalars.append(scalar)
      }
    }
    return pattern
  }

  private static func quoted(
    _ text: String, by quote: Unicode.Scalar, kind: String,
  ) throws(ValueError) -> String {
    var result = String.UnicodeScalarView([quote])
    for scalar in text.unicodeScalars {
      if scalar == "\0" {
        throw ValueError(
          .invalidArgument, "the \(kind) \(text.debugDescription) holds a zero byte",
          because: "the engine ends every name and text at a zero byte")
      }
      if scalar == quote { result.append(quote) }
      // Indenting the lines of a query must not reach into a name.
      if scalar == "\n" { result += newline.unicodeScalars } else { result.append(scalar) }
    }
    result.append(quote)
    return String(result)
  }

  // MARK: Parameters

  /// Stands for a line's end inside of quotes while a query is put together.
  private static let newline = "\0n\0"

  /// Stands for a parameter while a query is put together: its index between zero bytes.
  ///
  /// These can be nowhere else in the text, so a text may be repeated, moved or dropped freely.
  static func placeholder(_ index: Int) -> String { "\0\(index)\0" }

  /// The finished query: its parameters numbered by their first appearance in the text.
  static func numbered(_ text: String, parameters: [SQLParameter]) -> SQLQuery {
    var result = ""
    var used: [SQLParameter] = []
    var numbers: [Int: Int] = [:]
    for (position, piece) in text.utf8.split(separator: 0, omittingEmptySubsequences: false)
      .enumerated()
    {
      let piece = String(decoding: piece, as: UTF8.self)
      if position % 2 == 1, piece == "n" {
        result += "\n"
        continue
      }
      guard position % 2 == 1, let index = Int(piece), parameters.indices.contains(index) else {
        result += piece
        continue
      }
      if numbers[index] == nil {
        used.append(parameters[index])
        numbers[index] = used.count
      }
      result += "$\(numbers[index] ?? 0)"
    }
    return SQLQuery(text: result, parameters: used)
  }
}
