package import Values

/// The query of the last rows of a relation.
package struct LastRowsQuery: Hashable, Sendable {
  package var query: SQLQuery
  /// True where the last row comes first.
  package var isReversed: Bool
}

extension SQLWriter {
  /// The last `count` rows of a relation that has `total` of them.
  ///
  /// Rows that are sorted are sorted the other way round, which the engine does without ordering all
  /// of them; otherwise the rows before are passed over. Errors: those of `write`.
  package static func writeLast(
    _ count: Int, of total: Int, _ relation: Relation,
  ) throws(ValueError) -> LastRowsQuery {
    var writer = SQLWriter()
    var select = try writer.select(relation, isOrdered: true)
    // Where the order decides which rows there are, the other order would give others.
    let isReversed = !select.order.isEmpty && select.limit == nil && select.distinctOn == nil
    if isReversed {
      for index in select.order.indices { select.order[index].isReversed = true }
    } else {
      select.offset = max(0, total - count)
    }
    select.limit = count
    let text = try select.text(.shown, isOrdered: true)
    return LastRowsQuery(
      query: SQLQuoting.numbered(text, parameters: writer.scalars.parameters),
      isReversed: isReversed)
  }
}
