import Testing
import Values

/// What tables are told from their headers alone.
@Suite("recognised tables")
struct RoleRecognitionTests {
  @Test("the exports of real programs", arguments: RealExport.all)
  func exports(_ export: RealExport) throws {
    let names = export.headers.split(separator: "|").map { String($0) }
    let recognition = RoleRecognition(names, headers: .builtIn)
    #expect(recognition.finding == .certain(export.table))
    let table = try #require(TableRole.named(export.table))
    let assignment = recognition.assignment(as: table)
    var roles: [String: String] = [:]
    for (name, role) in zip(names, assignment.roles) where role != nil { roles[role ?? ""] = name }
    #expect(roles == export.roles)
    #expect(assignment.ties.isEmpty)
  }

  @Test("each table by the names of its roles", arguments: TableRole.all)
  func roleNames(_ table: TableRole) {
    let names = table.roles.map(\.name)
    #expect(RoleRecognition(names, headers: .builtIn).finding == .certain(table.name))
  }

  @Test(
    "tables that are something else, or too little to tell",
    arguments: [
      "product_id|name|price", "id|name", "id|created_at|name", "date|amount", "date|value",
      "month|sales",
      "id|name|department|start_date|end_date|salary", "a|b|c", "", "Name|Email|Phone",
      "symbol|date|open|high|low|close|volume", "country|year|population|gdp",
      "date|tmin|tmax|rain|station", "ticket_id|subject|status|opened|closed|agent",
      "sku|name|stock|warehouse|updated_at", "key|value", "channel|cost|won",
    ])
  func others(_ headers: String) {
    let names = headers.split(separator: "|").map { String($0) }
    #expect(RoleRecognition(names, headers: .builtIn).finding == .unknown)
  }

  @Test("where two kinds fit as well, both are named")
  func ambiguous() {
    let finding = RoleRecognition(["date", "amount", "type"], headers: .builtIn).finding
    #expect(finding == .ambiguous(["spend", "expenses"]))
  }

  @Test("purchases that touches led to are told from touches") func conversions() {
    func finding(_ headers: String) -> RoleRecognition.Finding {
      RoleRecognition(headers.split(separator: "|").map(String.init), headers: .builtIn).finding
    }
    #expect(finding("person|at|value|channel|segment") == .certain("conversions"))
    #expect(finding("person|at|channel") == .certain("touches"))
    #expect(finding("person|at|channel|converted|value") == .certain("touches"))
    #expect(finding("person|at|value|channel") == .ambiguous(["touches", "conversions"]))
  }

  @Test("two columns of one header are a tie, which neither wins")
  func ties() {
    let names = ["Day", "Cost (USD)", "Cost (EUR)", "Impressions", "Clicks", "Campaign"]
    let recognition = RoleRecognition(names, headers: .builtIn)
    #expect(recognition.finding == .certain("spend"))
    let assignment = recognition.assignment(as: .spend)
    #expect(assignment.ties.map(\.role) == ["cost"])
    #expect(assignment.ties.first?.columns == [1, 2])
    #expect(!assignment.roles.contains("cost"))
  }

  @Test("the order of the columns changes nothing", arguments: RealExport.all)
  func order(_ export: RealExport) throws {
    let names = export.headers.split(separator: "|").map { String($0) }
    let table = try #require(TableRole.named(export.table))
    let forward = RoleRecognition(names, headers: .builtIn)
    let backward = RoleRecognition(names.reversed(), headers: .builtIn)
    #expect(forward.finding == backward.finding)
    #expect(
      forward.assignment(as: table).roles
        == backward.assignment(as: table).roles.reversed())
  }

  @Test("no headers are too strange")
  func strange() {
    var random = SystemRandomNumberGenerator()
    let known = RoleHeaders.builtIn.lines.flatMap(\.headers)
    let odd = [
      "", " ", "\u{0}", "\u{FEFF}", "((((", "))))", "(USD)", "[]", "İ", "i\u{307}",
      "\u{301}\u{301}",
      String(repeating: "cost ", count: 2_000), "👩‍👩‍👧", "\u{202E}cost", "花费", "ﬀ", "ß", "Cost (",
      "USD",
    ]
    for _ in 0..<300 {
      let names = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
        (Bool.random(using: &random) ? known : odd).randomElement(using: &random) ?? ""
      }
      let recognition = RoleRecognition(names, headers: .builtIn)
      for table in TableRole.all {
        let assignment = recognition.assignment(as: table)
        #expect(assignment.roles.count == names.count)
        let played = assignment.roles.compactMap { $0 }
        #expect(Set(played).count == played.count, "\(names)")
        #expect(Set(played).isDisjoint(with: assignment.ties.map(\.role)))
      }
    }
  }
}
