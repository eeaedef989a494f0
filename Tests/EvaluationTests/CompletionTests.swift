import Diagnostics
import Evaluation
import Foundation
import Testing

/// What may stand at each kind of place of an entry.
@Suite("Completion") struct CompletionTests {
  private static let table = """
    let t = table {
      channel | cost[USD] | won[customer] | "New Customers" | day
      "ads"   | 120       | 4             | 1               | @2026-01-05
    }
    let n = 3
    let arpa = $84/customer/month
    fn double(x, factor = 2) = x * factor
    metric cac_of = sum(.cost) / sum(.won)
    unit store

    """
  private static let columns = ["channel", "cost", "won", "New Customers", "day"]

  private func session() -> CompletionSession { CompletionSession(Self.table) }

  // MARK: Names

  @Test("names of the user come first, with their types")
  func names() throws {
    let found = session().completions("1 + ▮").candidates
    let names = found.map(\.name)
    for name in ["t", "n", "arpa", "double", "cac_of", "unit_economics", "sum", "missing"] {
      #expect(names.contains(name), "\(name)")
    }
    let own = try #require(names.firstIndex(of: "arpa"))
    let library = try #require(names.firstIndex(of: "abs"))
    #expect(own < library)
    #expect(found.first { $0.name == "arpa" }?.detail == "USD/customer/month")
    #expect(found.first { $0.name == "double" }?.text == "double(")
    #expect(found.first { $0.name == "double" }?.detail == "double(x, factor)")
    #expect(found.first { $0.name == "length" }?.detail.hasPrefix("length(") == true)
  }

  @Test("a name goes on as it begins")
  func prefixes() {
    let session = session()
    #expect(session.names("unit_e▮") == ["unit_economics"])
    #expect(session.completions("1 + unit_e▮").range == 4..<10)
    #expect(session.names("1 + UNIT_E▮") == ["unit_economics"])
    #expect(session.entries("let c = unit_e▮(t)") == ["let c = unit_economics(t)"])
    #expect(session.names("1 + zzz▮").isEmpty)
  }

  @Test("a statement begins with a word of statements, an expression does not")
  func statements() {
    let session = session()
    #expect(session.texts("le▮") == ["length(", "let "])
    #expect(session.texts("let a = 1\nmet▮") == ["metric "])
    #expect(session.texts("1; met▮") == ["metric "])
    #expect(session.texts("let a = met▮").isEmpty)
  }

  @Test("names of the statements above and of parameters")
  func localNames() {
    let session = session()
    #expect(session.names("let revenue = $3\nreven▮") == ["revenue"])
    #expect(session.names("let revenue = $3\nlet x = (1 + reven▮") == ["revenue"])
    #expect(session.names("fn f(revenue, cost) = reven▮") == ["revenue"])
    #expect(session.names("fn f(a) = {\n  let revenue = a\n  reven▮") == ["revenue"])
    #expect(session.names("let revenue = $3\n\"it is {reven▮") == ["revenue"])
  }

  @Test(
    "nothing where a name is given, in a comment and after a value",
    arguments: [
      "let a▮", "fn a▮", "metric a▮", "param a▮", "fn f(a▮", "unit a▮", "# a▮", "1 + 2 # su▮",
      "12▮", "@2026-▮", "@2026-Q▮", "let x ▮", "\"su▮", "\"su▮\"", "(1)▮", "x.▮", "{a▮",
      "load(\"no such file\") | where(.▮",
      "table {\n  a▮",
    ])
  func nothing(_ entry: String) { #expect(session().names(entry).isEmpty) }

  @Test("words that follow a value")
  func operators() {
    let session = session()
    #expect(session.texts("n a▮") == ["and "])
    #expect(session.texts("if n > 2 th▮") == ["then "])
    #expect(session.texts("t | where(.cost i▮") == ["in ", "is missing", "is not missing"])
  }

  // MARK: After a pipe

  @Test("functions that take what flows in")
  func stages() {
    let session = session()
    let stages = session.names("t | ▮")
    for name in ["where", "add", "summarize", "join", "describe", "append"] {
      #expect(stages.contains(name), "\(name)")
    }
    for name in ["length", "upper", "churn_of", "sqrt", "load", "t"] {
      #expect(!stages.contains(name), "\(name)")
    }
    let ofText = session.names("\"abc\" | ▮")
    #expect(ofText.contains("upper"))
    #expect(!ofText.contains("where"))
    #expect(session.names("n | dou▮") == ["double"])
    #expect(session.names("t\n| whe▮") == ["where"])
    #expect(session.names("let x = t | where(.cost > $1)\n  | summ▮") == ["summarize"])
  }

  // MARK: Columns

  @Test(
    "columns of the table that flows in, of an argument, and of a variable",
    arguments: [
      "t | where(.▮", "t | where(.cost > $1 and .▮", "t | where(.▮)", "t\n  | where(\n    .▮",
      "summarize(t, x: sum(.▮", "where(t, .▮", "t | summarize(x: sum(.▮", "t | keep(.cost, .▮",
      "t | sort(-.▮", "t.▮", "t[0].▮", "let x = t | add(y: .cost / .▮",
      "t | where(.cost > $1) | sort(.▮", "t | top(1, by: .▮", "t | summarize(n: count(), by: [.▮",
      "t | summarize(n: count(), by: [k: .▮", "t | rename(k: .▮", "1 + (t | where(.▮",
      "let s = t\ns | where(.▮", "t | add(x: round(clamp(.▮", "t | add(x: \"{1}\", y: .▮",
      "t | join(t | where(.▮", "n; t | where(.▮", "t | where(not .▮",
      "t | add(x: if .▮", "fn f() = {\n  let s = t\n  s | where(.▮", "check t | where(.▮",
    ])
  func columns(_ entry: String) { #expect(session().names(entry) == Self.columns) }

  @Test("a column has its type, and is quoted where it is no word")
  func columnTexts() {
    let session = session()
    let found = session.completions("t | where(.▮").candidates
    #expect(found.map(\.text) == [".channel", ".cost", ".won", ".\"New Customers\"", ".day"])
    #expect(found.map(\.detail) == ["Text", "USD", "customer", "Number", "Date"])
    #expect(session.completions("t | where(.co▮").range == 10..<13)
    #expect(session.entries("t | keep(.\"New ▮\")") == ["t | keep(.\"New Customers\")"])
    #expect(session.entries("t | keep(.Ne▮)") == ["t | keep(.\"New Customers\")"])
  }

  @Test("columns that verbs make")
  func madeColumns() {
    let session = session()
    #expect(session.names("t | add(ratio: .cost / .won) | sort(.rat▮") == ["ratio"])
    #expect(
      session.names("t | summarize(total: sum(.cost), by: .channel) | sort(.▮") == [
        "channel", "total",
      ])
    #expect(session.names("t | keep(.cost) | where(.▮") == ["cost"])
    #expect(session.names("t | rename(source: .channel) | where(.so▮") == ["source"])
    #expect(session.names("(t | keep(.won)).▮") == ["won"])
    #expect(session.names("t | describe() | where(.dis▮") == ["distinct"])
  }

  @Test("columns of a file, and those that an analysis promises")
  func files() {
    let session = session()
    let spend = session.names("load(\"Datasets/spend.csv\", as: spend) | where(.▮")
    #expect(
      spend == ["date", "channel", "cost", "kind", "segment", "region"].filter(spend.contains))
    #expect(spend.contains("cost"))
    let load =
      "let s = load(\"Datasets/spend.csv\", as: spend)\nlet c = load(\"Datasets/customers.csv\", as: customers)\n"
    #expect(session.names(load + "cac(s, c, by: .chan▮") == ["channel"])
    #expect(
      session.names(load + "cac(s, c, by: .channel) | sort(.▮") == [
        "channel", "cost", "won", "cac",
      ])
    #expect(session.names(load + "cac(s, c).▮") == ["value", "low", "high", "level"])
    let measured = session.texts("load(\"Datasets/spend.csv\", units: {co▮")
    #expect(measured == ["cost: "])
    #expect(session.names("cac(x, y, by: .z) | sort(.▮").contains("cac"))
  }

  @Test("fields of records and periods, and keys of joins")
  func fields() {
    let session = session()
    #expect(session.names("{name: 1, size: 2}.▮") == ["name", "size"])
    #expect(session.names("@2026-01.▮") == ["start", "end"])
    #expect(session.names("let r = {a: {b: 1}}\nr.a.▮") == ["b"])
    let other = "let o = table {\n  day | cost | note\n  1 | 2 | 3\n}\n"
    let keys = session.names(other + "t | join(o, one: .▮")
    #expect(keys == ["cost", "day", "channel", "won", "New Customers"])
    #expect(session.names(other + "t | join(o, one: .channel == .▮") == ["day", "cost", "note"])
  }

  // MARK: Arguments

  @Test("names of arguments that are not given yet")
  func argumentNames() throws {
    let session = session()
    #expect(session.texts("t | summarize(total: sum(.cost), b▮").contains("by: "))
    #expect(session.names("cac(t, t, by: .channel, by▮").isEmpty)
    #expect(!session.names("cac(t, t, ▮, by: .channel)").contains("by"))
    #expect(session.names("double(n, fac▮") == ["factor"])
    let method = try #require(
      session.completions("ltv(t, meth▮").candidates.first { $0.name == "method" })
    #expect(method.text == "method: ")
    #expect(method.detail.contains("\"margin\" when left out"))
    #expect(session.names("ltv(▮").first == "t")
  }

  @Test("values that an argument can have")
  func values() {
    let session = session()
    #expect(session.texts("ltv(t, method: \"mar▮") == ["\"margin\""])
    #expect(session.entries("ltv(t, method: \"mar▮\")") == ["ltv(t, method: \"margin\")"])
    #expect(session.texts("ltv(t, method: mar▮") == ["\"margin\""])
    #expect(session.texts("load(\"x.csv\", as: cust▮") == ["customers"])
    #expect(session.texts("cac(t, t, every: ▮") == ["month", "quarter", "year"])
    #expect(
      session.texts("t | join(t, one: .a, keep: \"▮") == [
        "\"both\"", "\"left\"", "\"right\"", "\"all\"",
      ])
    #expect(session.texts("save(t, \"x.csv\", replace: tr▮").contains("true"))
  }

  // MARK: Units

  @Test("units after a number, in denominators and where they stand alone")
  func units() {
    let session = session()
    #expect(session.texts("18 mon▮") == ["months"])
    #expect(session.texts("18 mo▮") == ["months", "mod "])
    #expect(session.texts("18 yr▮") == ["yr"])
    #expect(session.texts("40 EU▮") == ["EUR"])
    #expect(session.texts("$40/cus▮") == ["customer"])
    #expect(session.texts("$40/customer/mon▮") == ["month"])
    #expect(session.texts("3%/▮") == ["month", "quarter", "year", "day", "week", "hour", "minute"])
    #expect(session.texts("arpa to US▮") == ["USD"])
    #expect(session.texts("arpa to USD/customer/ye▮") == ["year"])
    #expect(session.texts("n per mon▮") == ["month"])
    #expect(session.texts("12 sto▮") == ["stores"])
    #expect(session.texts("unit shop\n12 sho▮") == ["shops"])
    #expect(session.texts("load(\"x.csv\", units: {cost: US▮") == ["USD"])
    #expect(session.texts("load(\"x.csv\", units: {churn: %/mon▮") == ["month"])
    #expect(session.texts("table {\n  cost[US▮") == ["USD"])
    #expect(session.texts("fn f(a: Mon▮") == ["Money"])
    #expect(session.texts("fn f(a: USD/cust▮") == ["customer"])
    #expect(session.texts("currency AU▮") == ["AUD"])
    #expect(session.names("n / dou▮") == ["double"])
    #expect(session.names("n/dou▮") == ["double"])
  }
}
