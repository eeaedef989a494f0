internal import Planning
internal import Values

/// The customers of a call, which are reduced once for the figures and their intervals, and once
/// more by resampling bucket when replicates are asked for.
struct CustomerSource: Sendable {
  let table: Relation
  let columns: CustomerColumns
  let request: EconomicsRequest
  let context: any CallContext

  func reduction(isResampled: Bool) throws(ValueError) -> CustomerReduction {
    try CustomerReduction(
      table, columns,
      keys: (request.keys + request.share).map { NamedScalar($0.name, $0.expression) }, request,
      isResampled: isResampled, context: context)
  }

  /// The time at risk where churn is a hazard; nothing elsewhere.
  func exposure(
    asOf: CalendarDate?, isResampled: Bool,
  ) throws(ValueError) -> [ExposureReduction.Entry] {
    guard request.definition.isHazard, let asOf else { return [] }
    return try ExposureReduction(
      table, columns, keys: request.keys.map { NamedScalar($0.name, $0.expression) },
      isResampled: isResampled, hasIntervals: request.hasIntervals, asOf: asOf,
      during: request.during, context: context
    ).entries
  }
}
