import Foundation
import Testing

/// `x | f(a)` means exactly `f(x, a)`: the same values, or a mistake in both.
///
/// The words about the mistake may differ, since only in a call can two arguments be in the wrong order.
@Suite("The law of the pipe") struct PipeLawTests {
  private static let beginning = """
    let t = table {
      channel | cost[USD] | won[customer]
      "ads"   | 120       | 4
      "mail"  | 30        | 0
    }
    let n = 7
    fn f(x, y = 2) = x - y
    fn g(x: Number, y: Number) -> Number = { let z = x * y; z + 1 }
    """

  /// First arguments with the functions that may take them; any other pair is tried, too.
  private static let kinds: [(values: [String], functions: [String])] = [
    (
      [
        "1", "2.5", "-7", "n", "$12.345", "20%", "18 months", "3 customers", "n + 1", "1 - 5%",
        "2^10",
      ],
      [
        "abs()", "sign()", "round()", "round($0.1)", "floor()", "ceil()", "clamp(0, 3)", "sqrt()",
        "exp()", "ln()", "log10()", "share()", "f(1)", "f", "f(y: 3)", "g(2)", "g(y: n)",
      ]
    ),
    (
      ["3%/month", "5%/year", "2%/quarter", "0.5%/week", "3% per month"],
      [
        "compound(per: year)", "compound(per: (\"month\"))", "compound_growth(per: year)",
        "linear()",
      ]
    ),
    (
      ["[3, 1, 2]", "[$1, $2, missing]", "[\"a\", \"b\"]", "t.cost", "[]", "1..9"],
      ["sum()", "mean", "median()", "min()", "max", "count()", "first()", "last()", "stddev()"]
    ),
    (
      ["\"ads\"", "\"a,b\"", "\" Ü \"", "\"{n:.1}\"", "t[0].channel"],
      [
        "upper()", "lower", "trim()", "length()", "contains(\"a\")", "starts_with(\"a\")",
        "ends_with(\"b\")", "replace(\"a\", \"c\")", "split(\",\")", "matches(\"a.*\")",
      ]
    ),
    (
      ["@2026-03-05", "@2026-Q2", "@2026-03-05T09:30Z", "@2026-W09", "@2026"],
      [
        "year()", "quarter", "month()", "week()", "day()", "weekday()", "hour()", "start_of()",
        "end_of()", "days_between(@2026-01-01)",
      ]
    ),
    (
      ["t", "(t | sort(.cost))", "(t | where(.won > 0))"],
      [
        "where(.cost > $50)", "add(cac: .cost / .won)", "sort(-.won)", "top(1, by: .cost)",
        "keep(.channel)", "drop(.channel)", "rename(source: .channel)", "append(t)",
        "summarize(n: count(), by: .channel)", "summarize(total: sum(.cost))",
        "join(t, one: .channel)", "distinct(.channel)", "describe()",
        "where(.cost > $50) | sort(.cost)", "count()",
      ]
    ),
  ]

  /// A call in both forms.
  private static func pair(_ random: inout SeededGenerator) -> (call: String, pipe: String) {
    let kind = random.pick(kinds)
    let other = random.next() % 8 == 0 ? random.pick(kinds) : kind
    var value = random.pick(kind.values)
    if random.next() % 4 == 0 {
      value = "\(value) \(random.pick(["??", "+", "*"])) \(random.pick(kind.values))"
    }
    let function = random.pick(other.functions)
    let stages = function.components(separatedBy: " | ")
    let name = String(stages[0].prefix { $0 != "(" })
    let arguments = String(stages[0].dropFirst(name.count + 1).dropLast())
    let rest = stages.dropFirst().map { " | \($0)" }.joined()
    return (
      "\(name)(\(value)\(arguments.isEmpty ? "" : ", \(arguments)"))\(rest)",
      "\(value) | \(function)"
    )
  }

  @Test("holds for 10,000 random calls", arguments: 1...10 as ClosedRange<UInt64>)
  func calls(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let session = LawSession(Self.beginning)
    var succeeded = 0
    for _ in 0..<1_000 {
      let (call, pipe) = Self.pair(&random)
      let (first, second) = (session.run(call), session.run(pipe))
      if first.output != second.output || first.messages.isEmpty != second.messages.isEmpty {
        Issue.record("\(call) gives \(first), \(pipe) gives \(second)")
        return
      }
      if !first.output.isEmpty { succeeded += 1 }
    }
    #expect(succeeded > 300)
  }
}
