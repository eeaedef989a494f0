import Diagnostics

/// The messages about one text, at most `SyntaxLimits.diagnostics` of them and one per place.
struct DiagnosticList {
  private(set) var all: [Diagnostic] = []
  private var places: Set<Int> = []

  mutating func report(_ diagnostic: Diagnostic) {
    guard all.count < SyntaxLimits.diagnostics else { return }
    if let start = diagnostic.span?.start, !places.insert(start).inserted { return }
    all.append(diagnostic)
  }
}
