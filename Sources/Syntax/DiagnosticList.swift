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

  /// Forgets the mistakes in a part that is not read to its end.
  mutating func forget(within whole: Span) {
    all.removeAll { diagnostic in
      diagnostic.span.map { $0.start >= whole.start && $0.end <= whole.end } ?? false
    }
  }

  /// Forgets the mistakes that the fix of a larger one around them mends too.
  mutating func takeBack(within whole: Span) {
    all.removeAll { diagnostic in
      guard let edit = diagnostic.helps.first?.replacing else { return false }
      return edit.start >= whole.start && edit.end <= whole.end
    }
  }
}
