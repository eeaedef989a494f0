internal import Values

/// A row that is labelled as one of sums, and that counts as a row like others.
struct LabelledRow: Hashable, Sendable {
  var label: String
  /// `line` of a text file, `row` of any other.
  var place: String
  var number: Int

  private static let shown = 3

  /// What is said of such rows, with the call that leaves them out; nil where there are none.
  static func warning(_ rows: [LabelledRow], _ request: LoadRequest) -> String? {
    guard !rows.isEmpty else { return nil }
    let isOne = rows.count == 1
    var places = rows.prefix(shown).map { "`\($0.label)` in \($0.place) \(text($0.number))" }
    if rows.count > shown { places.append("\(text(rows.count - shown)) more") }
    return """
      \(request.path): \(text(rows.count)) row\(isOne ? " is" : "s are") labelled as \
      \(isOne ? "a sum" : "sums") and counted like others, since no amount of \
      \(isOne ? "it" : "theirs") is the sum of rows beside it (\(places.joined(separator: ", "))); \
      \(request.call(adding: "totals: \"drop\"")) leaves \(isOne ? "it" : "them") out, and \
      `totals: "keep"` says that \(isOne ? "it is" : "they are") none
      """
  }

  private static func text(_ count: Int) -> String { NumberText().text(Quantity(Double(count))) }
}
