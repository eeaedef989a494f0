internal import Planning
internal import Values

/// The relation that reduces customers.
///
/// Resampled, groups of bucket, month of start and month of end would be as many as the square of
/// the months for each of 200 buckets, and most of them would hold a handful of customers. So there
/// the customers are added up by bucket and month of start, and once more by bucket and month of
/// end: the difference of the two is who is open.
struct CustomerRelation {
  let columns: CustomerColumns
  let request: EconomicsRequest
  let isResampled: Bool
  /// One of how many ids is collected, to find those that are repeated; nil for none.
  var idStep: Int?

  func relation(_ table: Relation, keys: [NamedScalar]) -> Relation {
    var groupKeys = ReductionReader.numbered(keys)
    let startMonth = NamedScalar("start", .call(CustomerMonth.start, days))
    guard isResampled else {
      groupKeys.append(startMonth)
      groupKeys.append(NamedScalar("end", .call(CustomerMonth.month, [ended])))
      if hasMoments, let mrr {
        groupKeys.append(NamedScalar("scale", .call(AmountScale.operation, [mrr])))
      }
      return .aggregate(table, keys: groupKeys, measures: measures)
    }
    groupKeys.append(NamedScalar("bucket", .call(.resamplingBucket, [id])))
    let start = groupKeys.count
    groupKeys.append(startMonth)
    groupKeys.append(NamedScalar("end", .call(CustomerMonth.end, days)))
    let shared = Array(0..<start)
    return .groupingSets(
      table, keys: groupKeys, sets: [shared + [start], shared + [start + 1]], measures: measures)
  }

  /// Whether the error of the mean revenue is asked for.
  var hasMoments: Bool { request.hasIntervals && columns.mrr != nil && !isResampled }

  /// Whether a row counts in the figures.
  var isCounted: ScalarExpression {
    let start = ScalarExpression.call(CustomerMonth.start, days)
    return .call(Comparison.atLeast.operation(), [start, .constant(.number(0))])
  }

  private var days: [ScalarExpression] {
    [id, started, ended, .constant(request.asOf.map(Value.date) ?? .missing)]
  }

  private var id: ScalarExpression { .column(columns.id) }
  private var started: ScalarExpression { .column(columns.started) }
  private var ended: ScalarExpression {
    columns.ended.map(ScalarExpression.column) ?? .constant(.missing)
  }
  private var mrr: ScalarExpression? { columns.mrr.map(ScalarExpression.column) }

  private var measures: [NamedScalar] {
    let rows = ScalarExpression.aggregate(.economicsRows, [.constant(.number(1))])
    var won = rows
    if let during = request.during {
      let isWithin = ScalarExpression.call(
        .isWithinDays,
        [started, .constant(.date(during.first)), .constant(.date(during.last))])
      won = .aggregate(.economicsSum, [isWithin])
    }
    var measures = [
      NamedScalar("customers", rows),
      NamedScalar("won", won),
      NamedScalar("priced", mrr.map { .aggregate(.economicsPresent, [$0]) } ?? Self.zero),
      NamedScalar("revenue", mrr.map { .aggregate(.economicsSum, [$0]) } ?? Self.zero),
      NamedScalar("latest", .aggregate(.economicsLatest, [started])),
      NamedScalar("latest_end", .aggregate(.economicsLatest, [ended])),
    ]
    if let idStep {
      let sample = RepeatedCustomers.sample(oneOf: idStep)
      measures.append(NamedScalar("ids", .aggregate(sample, [id])))
    }
    if isResampled {
      let isBrief = ScalarExpression.call(CustomerMonth.isBrief, [started, ended])
      measures.append(NamedScalar("brief", .aggregate(.economicsWholeSum, [isBrief])))
    }
    if hasMoments, let mrr {
      measures.append(NamedScalar("squares", .aggregate(AmountScale.squares, [mrr])))
      measures.append(NamedScalar("cubes", .aggregate(AmountScale.cubes, [mrr])))
    }
    if let currency = columns.currencyColumn {
      measures += ReductionReader.currencies(currency, amount: mrr)
    }
    return measures
  }

  private static var zero: ScalarExpression { .constant(.number(0)) }
}
