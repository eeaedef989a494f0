import Testing
import Values

/// The user's own file of headers.
@Suite("a file of headers")
struct RoleFileTests {
  @Test("groups, remarks, roles and marks are read")
  func whole() {
    let file = RoleFile(
      "\u{FEFF}# remark\r\nspend cost: Netto, Brutto (EUR) ,\r\n\r\n [ Billing ]\nspend mark: Plan X\n",
      group: "own")
    #expect(file.mistakes == [])
    #expect(file.lines.map(\.group) == ["own", "Billing"])
    #expect(file.lines.map(\.headers) == [["Netto", "Brutto (EUR)"], ["Plan X"]])
    #expect(file.lines.map(\.role) == ["cost", nil])
  }

  @Test(
    "a mistake names its line and its part, and the other lines count",
    arguments: [
      ("sped cost: A", 0..<4, "there is no kind of table `sped`"),
      ("spend cots: A", 6..<10, "spend has no role `cots`"),
      ("spend: A", 0..<5, "before the `:` stand the table and the role"),
      ("spend cost A", 0..<12, "the line has no `:` between the role and its headers"),
      ("spend cost:  ", 0..<11, "the line names no header"),
      ("spend cost: €", 12..<15, "`€` cannot be a known header"),
      ("[Half", 0..<5, "a group is a name in brackets, such as [Turkish]"),
      ("[]", 0..<2, "a group is a name in brackets, such as [Turkish]"),
      ("spend kind: Brutto", 12..<18, "`Brutto` stands for two parts of spend"),
    ])
  func mistakes(_ line: String, _ bytes: Range<Int>, _ message: String) throws {
    let file = RoleFile("spend cost: Brutto\n\(line)\nspend date: Wann\n", group: "own")
    let mistake = try #require(file.mistakes.first)
    #expect(file.mistakes.count == 1)
    #expect(mistake.line == 1)
    #expect(mistake.bytes == bytes)
    #expect(mistake.message == message)
    #expect(file.lines.map(\.headers) == [["Brutto"], ["Wann"]])
  }

  @Test("own headers go before those that are built in, and may take one from another role")
  func precedence() {
    let file = RoleFile("spend cost: Net paid, Platform\ncustomers id: E-mail", group: "own")
    let headers = RoleHeaders(own: file.lines)
    let names = ["Day", "Cost", "Net paid", "Channel"]
    let roles = RoleRecognition(names, headers: headers).assignment(as: .spend).roles
    #expect(roles == ["date", nil, "cost", "channel"])
    #expect(headers.claims(on: "platform").first { $0.table == "spend" }?.role == "cost")
    #expect(
      RoleHeaders.builtIn.claims(on: "platform").first { $0.table == "spend" }?.role == "channel")
  }

  @Test("a column with exactly the role's name goes before own headers")
  func exactName() {
    let headers = RoleHeaders(own: RoleFile("spend cost: Net paid", group: "own").lines)
    let roles = RoleRecognition(["date", "Net paid", "cost"], headers: headers)
      .assignment(as: .spend).roles
    #expect(roles == ["date", nil, "cost"])
  }

  @Test("no text is too strange to be read")
  func strange() {
    var random = SystemRandomNumberGenerator()
    let pieces = [
      "spend", "cost", " ", ":", ",", "[", "]", "#", "\n", "\r\n", "\r", "\u{0}", "é", "İ", "花费",
      "\u{301}", "mark", "\u{202E}", "(USD)", String(repeating: "x", count: 5_000), "👩‍👩‍👧",
    ]
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0..<60, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let file = RoleFile(text, group: "own")
      let headers = file.lines.flatMap(\.headers)
      #expect(headers.allSatisfy { !$0.isEmpty }, "\(text.debugDescription)")
      for mistake in file.mistakes { #expect(mistake.bytes.lowerBound >= 0) }
    }
  }
}
