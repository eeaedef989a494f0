import Diagnostics
import Evaluation
import StandardLibrary
import Syntax
import Testing
import TypeChecking
import Units
import Values

/// What holds for every program.
@Suite("Laws") struct LawTests {
  private static let table = """
    let t = table {
      channel | cost[USD] | won[customer]
      "ads"   | 120       | 4
      "mail"  | 30        | 0
    }
    fn f(x, y) = x - y

    """

  @Test(
    "a pipe feeds the first argument",
    arguments: [
      ("5", "f", "3"), ("5", "round", ""), ("-2.5", "abs", ""), ("$12.345", "round", "$0.01"),
      ("3%/month", "compound", "per: year"), ("[3, 1, 2]", "max", ""), ("[3, 1, 2]", "mean", ""),
      ("\"ads\"", "upper", ""), ("\"a,b\"", "split", "\",\""), ("@2026-03-05", "month", ""),
      ("$12_000", "cac", "40 customers"), ("t", "where", ".cost > $50"),
      ("t", "add", "cac: .cost / .won"), ("t", "sort", "-.won"), ("t", "top", "1, by: .cost"),
      ("t", "keep", ".channel"), ("t", "summarize", "n: count(), by: .channel"),
      ("t", "join", "t, one: .channel"), ("t", "append", "t"), ("t.cost", "sum", ""),
    ])
  func pipe(_ first: String, _ function: String, _ rest: String) {
    let call = ScriptRun(
      Self.table + "\(function)(\(first)\(rest.isEmpty ? "" : ", \(rest)"))")
    let pipe = ScriptRun(Self.table + "\(first) | \(function)(\(rest))")
    #expect(call.outcome == .succeeded, "\(call.words)")
    #expect(call.output == pipe.output, "\(pipe.words)")
    #expect(!call.output.isEmpty)
    if rest.isEmpty {
      #expect(ScriptRun(Self.table + "\(first) | \(function)").output == call.output)
    }
  }

  @Test("a computed word is a word")
  func computedWord() {
    let run = ScriptRun("let p = \"year\"\ncompound(3%/month, per: (p))")
    #expect(run.output == "30.6%/year\n", "\(run.words)")
  }

  /// Expressions of numbers, texts, dates and lists, most of which check.
  private static func expression(_ random: inout SeededGenerator, _ depth: Int) -> String {
    guard depth > 0 else {
      return random.pick([
        "1", "2", "0.5", "7", "5%", "20%", "$12", "$3/customer", "€4", "3 customers", "12 months",
        "2 years", "4 days", "3%/month", "$84/customer/month", "0.03/month", "true", "false",
        "\"ads\"", "@2026-03-05", "@2026-03", "@2026-Q2", "[1, 2]", "[$1, $2]", "missing",
      ])
    }
    func part() -> String { expression(&random, depth - 1) }
    switch random.next() % 12 {
    case 0...4: return "(\(part()) \(random.pick(["+", "-", "*", "/", "mod"])) \(part()))"
    case 5: return "(\(part()) \(random.pick(["==", "<", ">="])) \(part()))"
    case 6: return "(if \(part()) then \(part()) else \(part()))"
    case 7:
      let function = random.pick(["abs", "sign", "sum", "mean", "max", "count", "upper", "share"])
      return "\(function)(\(part()))"
    case 8: return "(\(part()) ?? \(part()))"
    case 9: return "(-\(part()))"
    case 10: return "[\(part()), \(part())]"
    default: return "(\(part()) \(random.pick(["per month", "to USD", "^ 2", "is missing"])))"
    }
  }

  /// The type that the checker gives the first statement of a text; nil when it finds a mistake.
  private static func staticType(_ text: String) -> Type? {
    let source = SourceText(name: "law.sales", text: text)
    let tree = Parser.parse(source, id: SourceID(index: 0))
    guard tree.diagnostics.isEmpty, let statement = tree.statements.first else { return nil }
    let checker = Checker(
      functions: FunctionIndex(
        Catalogue.functions.map { ($0.name, $0.overloads.map(\.signature)) }),
      units: UnitCatalogue(),
      environment: CheckingEnvironment(
        isStrict: false, mayRebind: false, text: { source.text(from: $0.start, to: $0.end) },
        describeFile: { _ throws(ValueError) in TableType([]) }))
    let (checked, _) = checker.check(statement, in: Scope())
    guard !checker.hasErrors, case .show(_, let type, _) = checked else { return nil }
    return type
  }

  @Test("a value has the type that was checked")
  func types() {
    var random = SeededGenerator(seed: 7)
    var compared = 0
    var tries = 0
    while compared < 2_000, tries < 200_000 {
      tries += 1
      let text = Self.expression(&random, 1 + Int(random.next() % 3))
      guard let type = Self.staticType(text), !type.isUnknown else { continue }
      let run = ScriptRun(text)
      guard run.outcome == .succeeded, let value = run.shown.first?.value else {
        // What only values tell: a division by zero, a missing condition, a number too large.
        #expect(run.outcome == .runtimeError, "\(text): \(run.words)")
        continue
      }
      compared += 1
      if value.isMissing { continue }
      if case .period(nil) = type, case .period = value.type { continue }
      #expect(value.type == type, "\(text) is \(value.type), checked as \(type)")
    }
    #expect(compared == 2_000)
  }
}
