/// A file of known headers: one role a line, `spend cost: Amount spent, Total Spent`.
///
/// A line in brackets, `[Turkish]`, begins a group: a language or the program that writes such
/// headers. A line that begins with `#` is a remark. `mark` in the place of the role names headers
/// that play none, but show what the table is.
package struct RoleFile: Sendable {
  /// One line: the headers of one role, the preferred first.
  package struct Line: Sendable {
    package var group: String
    package var table: String
    /// Nil for headers that only show what the table is.
    package var role: String?
    package var headers: [String]
  }

  /// What is wrong with a line, and where: a zero-based line and the bytes of it that are to blame.
  package struct Mistake: Hashable, Sendable {
    package var line: Int
    package var bytes: Range<Int>
    package var message: String
    package var because: String?
    /// What was written, and what could stand there, for "did you mean".
    package var name = ""
    package var candidates: [String] = []
  }

  package private(set) var lines: [Line] = []
  package private(set) var mistakes: [Mistake] = []
  /// Who claims a header, by table and form of the header.
  private var claims: [String: (role: String?, line: Int)] = [:]

  /// The word in the place of a role for headers that play none.
  package static let mark = "mark"

  /// Reads a whole file; a line with a mistake is left out.
  ///
  /// The headers before the first line in brackets belong to `group`.
  package init(_ text: String, group: String) {
    var group = group
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Substring($0) }
    for (number, line) in lines.enumerated() {
      let words = Self.trimmed(number == 0 && line.first == "\u{FEFF}" ? line.dropFirst() : line)
      guard let first = words.first, first != "#" else { continue }
      if first == "[" {
        let name = Self.trimmed(words.dropFirst().prefix { $0 != "]" })
        if words.last == "]", !name.isEmpty {
          group = String(name)
        } else {
          report(number, words, in: line, "a group is a name in brackets, such as [Turkish]")
        }
        continue
      }
      read(words, of: line, number, group)
    }
  }

  private mutating func read(
    _ words: Substring, of line: Substring, _ number: Int, _ group: String
  ) {
    guard let colon = words.firstIndex(of: ":") else {
      return report(
        number, words, in: line, "the line has no `:` between the role and its headers",
        because: "a line is `spend cost: Amount spent, Total Spent`")
    }
    let names = words[..<colon].split(whereSeparator: \.isWhitespace)
    guard names.count == 2, let tableName = names.first, let roleName = names.last else {
      return report(
        number, words[..<colon], in: line, "before the `:` stand the table and the role",
        because: "a line is `spend cost: Amount spent, Total Spent`")
    }
    guard let table = TableRole.named(String(tableName)) else {
      return report(
        number, tableName, in: line, "there is no kind of table `\(tableName)`",
        because: "it is one of \(TableRole.all.map(\.name).joined(separator: ", "))",
        among: TableRole.all.map(\.name))
    }
    let isMark = roleName == Self.mark
    guard isMark || table[String(roleName)] != nil else {
      let roles = table.roles.map(\.name) + [Self.mark]
      return report(
        number, roleName, in: line, "\(table.name) has no role `\(roleName)`",
        because: "its roles are \(roles.joined(separator: ", "))", among: roles)
    }
    let role = isMark ? nil : String(roleName)
    var headers: [String] = []
    for part in words[words.index(after: colon)...].split(separator: ",") {
      let header = Self.trimmed(part)
      guard !header.isEmpty else { continue }
      let key = HeaderText(String(header)).key
      guard !key.isEmpty else {
        report(
          number, header, in: line, "`\(header.prefix(40))` cannot be a known header",
          because: "a header has letters or digits, and at most \(HeaderText.longest) bytes")
        continue
      }
      if let other = claims["\(table.name) \(key)"] {
        if other.role != role {
          report(
            number, header, in: line,
            "`\(header)` stands for two parts of \(table.name)",
            because: "line \(other.line + 1) has it as `\(other.role ?? Self.mark)` already")
        }
        continue
      }
      claims["\(table.name) \(key)"] = (role, number)
      headers.append(String(header))
    }
    if headers.isEmpty {
      if mistakes.last?.line != number, Self.trimmed(words[words.index(after: colon)...]).isEmpty {
        report(number, words, in: line, "the line names no header")
      }
      return
    }
    lines.append(Line(group: group, table: table.name, role: role, headers: headers))
  }

  private mutating func report(
    _ number: Int, _ part: Substring, in line: Substring, _ message: String,
    because: String? = nil, among candidates: [String] = []
  ) {
    let start = line.utf8.distance(from: line.startIndex, to: part.startIndex)
    mistakes.append(
      Mistake(
        line: number, bytes: start..<(start + part.utf8.count), message: message, because: because,
        name: candidates.isEmpty ? "" : String(part), candidates: candidates))
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
