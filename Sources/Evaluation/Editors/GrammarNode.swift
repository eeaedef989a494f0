/// A JSON value with its members in order, written over several lines.
indirect enum GrammarNode: Sendable {
  case text(String)
  case list([GrammarNode])
  case members([(name: String, value: GrammarNode)])

  func json(indent: Int = 0) -> String {
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch self {
    case .text(let text): return Self.quoted(text)
    case .list(let elements):
      let lines = elements.map { inner + $0.json(indent: indent + 2) }
      return lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
    case .members(let members):
      let lines = members.map {
        inner + Self.quoted($0.name) + ": " + $0.value.json(indent: indent + 2)
      }
      return lines.isEmpty ? "{}" : "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    }
  }

  /// Text without control characters, of which the grammars have none.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
