import Diagnostics
import Evaluation
import Testing
import Values

/// `map`, `filter`, `fold`, `scan` and `iterate`.
@Suite("Functions over lists") struct ListFunctionTests {
  private func output(_ text: String) -> String {
    let run = ScriptRun(text)
    #expect(run.outcome == .succeeded, "\(run.words)")
    return run.output
  }

  @Test("a lambda, a named lambda, a function of the script, a built-in one")
  func given() {
    let text = """
      let half = x => x / 2
      fn third(x, of = 3) = x / of
      [6, 12] | map(x => x / 6)
      [6, 12] | map(half)
      [6, 12] | map(third)
      [4, 9] | map(sqrt)
      """
    #expect(output(text) == "[1, 2]\n[3, 6]\n[2, 4]\n[2, 3]\n")
  }

  @Test("a lambda sees the names around it, also inside a function")
  func names() {
    let text = """
      let rate = 10%
      fn grown(start, times) = { let step = 1 + rate; iterate(x => x * step, from: start, times: times) }
      grown($100, 2)
      [1, 2] | map(n => [10, 20] | map(m => m + n))
      """
    #expect(output(text) == "$121\n[[11, 21], [12, 22]]\n")
  }

  @Test("units go through, and the first value's unit is kept")
  func units() {
    #expect(output("[$3, $5] | map(x => x / 2 customers)") == "[$1.50/customer, $2.50/customer]\n")
    #expect(output("[6 months, 1 year] | fold((a, x) => a + x, from: 0 years)") == "1.5 years\n")
    #expect(
      output("[6 months, 1 year] | scan((a, x) => x, from: 0 years)") == "[0.5 years, 1 year]\n")
  }

  @Test("missing elements pass through, and are left out where a condition is missing")
  func missing() {
    let run = ScriptRun(
      """
      [1, missing, 3] | map(x => x * 2)
      [1, missing, 3] | filter(x => x > 2)
      [1, missing] | scan((a, x) => a + x, from: 0)
      """)
    #expect(run.output == "[2, missing, 6]\n[3]\n[1, missing]\n")
    #expect(
      run.notes.map(\.text) == [
        "filter: 1 element left out because the condition is missing there"
      ])
  }

  @Test("an estimate widens the first value, and keeps its interval")
  func estimates() {
    let run = ScriptRun(
      """
      let paid = cac(load("Datasets/spend.csv", as: spend), load("Datasets/customers.csv", as: customers))
      paid * 2
      [1, 2] | fold((cost, n) => cost + paid, from: $0/customer)
      """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    let lines = run.output.split(separator: "\n")
    // A product with a constant keeps the interval; a sum of two has that of the replicates.
    #expect(lines.count == 2)
    for line in lines { #expect(line.hasPrefix("$6,983/customer [6,8"), "\(line)") }
  }

  @Test("an error has its own place inside the function", arguments: ["map", "filter"])
  func place(_ name: String) {
    let body = name == "map" ? "1 / x" : "1 / x > 0"
    let run = ScriptRun("[2, 0] | \(name)(x => \(body))")
    #expect(run.outcome == .runtimeError)
    #expect(run.diagnostics.first?.message == "division by zero")
    let span = run.diagnostics.first?.span
    #expect(span.map { run.sources.text(of: $0) } == "1 / x")
  }

  @Test("iterate stops before a step, at the first value too")
  func until() {
    #expect(output("iterate(x => x * 2, from: 8, until: x => x > 4)") == "8\n")
    #expect(output("iterate(x => x * 2, from: 1, times: 3)") == "8\n")
    #expect(output("iterate(x => x * 2, from: 1, times: 3, until: x => x == 8)") == "8\n")
    #expect(output("iterate(t => \"{t}a\", from: \"\", times: 3)") == "aaa\n")
  }

  @Test("the form for numbers alone gives what the full form gives")
  func numbers() {
    var generator = SeededGenerator(seed: 7)
    let xs = "[-2, -0.5, 0, 1, 3.25, 1e200, -1e300]"
    for round in 0..<150 {
      let body = Self.number(depth: 4, &generator)
      // A list inside the function keeps it from being one of numbers alone.
      let fast = ScriptRun("\(xs) | map(x => \(body))")
      let full = ScriptRun("\(xs) | map(x => [\(body)][0])")
      #expect(fast.outcome == full.outcome, "\(round): \(body)")
      #expect(fast.diagnostics.map(\.message) == full.diagnostics.map(\.message), "\(body)")
      guard fast.outcome == .succeeded, case .list(let one)? = fast.shown.first?.value,
        case .list(let other)? = full.shown.first?.value
      else { continue }
      #expect(
        one.elements.map { $0.magnitude } == other.elements.map { $0.magnitude },
        "\(round): \(body)")
    }
  }

  /// A random expression of `x` over numbers.
  private static func number(depth: Int, _ generator: inout SeededGenerator) -> String {
    guard depth > 0 else {
      return ["x", "2", "0.1", "0", "7"].randomElement(using: &generator) ?? "x"
    }
    func part() -> String { number(depth: depth - 1, &generator) }
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: return "(\(part()) + \(part()) - \(part()))"
    case 1: return "(\(part()) * \(part()))"
    case 2: return "(\(part()) / \(part()))"
    case 3: return "(if \(part()) > \(part()) then \(part()) else \(part()))"
    case 4: return "(match \(part()) { 0..2 => \(part()), 7 => \(part()), else => \(part()) })"
    case 5: return "exp(\(part()))"
    case 6: return "(-\(part()))"
    case 7: return "(\(part()) mod \(part()))"
    default:
      return
        "(if not (\(part()) <= \(part()) and \(part()) == \(part())) then \(part()) else \(part()))"
    }
  }
}
