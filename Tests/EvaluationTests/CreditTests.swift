import Evaluation
import Testing
import Values

/// What tests of credits look at.
protocol CreditTests {}

extension CreditTests {
  /// One column of numbers, by channel in the order of the rows.
  func numbers(_ text: String, _ column: String = "credit") -> [Double?] {
    let run = ScriptRun(text)
    #expect(run.outcome == .succeeded, "\(run.words)")
    return run.column(column, ofShown: 0).map(\.magnitude)
  }

  /// What a shown table says of itself.
  func said(_ run: ScriptRun) -> String {
    guard case .table(let table)? = run.shown.first?.value else { return "" }
    return table.notes.map(\.text).joined(separator: "\n")
  }

  func expectClose(
    _ found: [Double?], _ known: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == known.count, sourceLocation: sourceLocation)
    for (found, known) in zip(found, known) {
      let difference = ((found ?? .nan) - known).magnitude
      #expect(
        difference <= 1e-9, "\(String(describing: found)) is not \(known)",
        sourceLocation: sourceLocation)
    }
  }
}
