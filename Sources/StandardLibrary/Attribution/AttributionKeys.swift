internal import Planning
internal import Values

/// The keys of `by:` on both tables.
struct AttributionKeys {
  var touches: [NamedScalar]
  var purchases: [NamedScalar]

  init(_ call: Call, hasPurchases: Bool) throws(ValueError) {
    let keys = call.columns("by")
    touches = keys.map { NamedScalar($0.name, $0.expression) }
    guard hasPurchases, !keys.isEmpty else {
      purchases = touches
      return
    }
    let found = call.columns("by@conversions")
    guard found.count == keys.count else {
      throw Self.missing(keys.first?.name ?? "by")
    }
    purchases = found.map { NamedScalar($0.name, $0.expression) }
  }

  /// Refuses keys that one of the tables does not have.
  static func check(_ types: CallTypes) throws(ValueError) {
    guard let keys = types.columns("by"), !keys.isEmpty else { return }
    if types.columns("by@touches") == nil { throw missing(keys[0].name, from: "touches") }
    if types["conversions"] != nil, types.columns("by@conversions") == nil {
      throw missing(keys[0].name)
    }
  }

  private static func missing(_ name: String, from table: String = "conversions") -> ValueError {
    ValueError(
      .role, "the table of \(table) lacks the column `\(name)`, so paths cannot be split by it",
      because: "a path belongs to a group when its touches and its purchases do", argument: "by")
  }
}
