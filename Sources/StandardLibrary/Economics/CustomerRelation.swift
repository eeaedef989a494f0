internal import Planning
internal import Values

/// Which customers a reduction adds up together, beside those of one group.
///
/// Resampled, groups of bucket, month of start and month of end would be as many as the square of
/// the months for each of 200 buckets, and most of them would hold a handful of customers.
enum CustomerGrouping {
  /// By month of start and month of end.
  case months
  /// By bucket, month of start and month of end, with all months up to this one taken as one: the
  /// sums over them are measures.
  ///
  /// Every month up to this one is complete and in the only window of the result.
  case monthsFrom(Int)
  /// By bucket and month of start, and once more by bucket and month of end: the difference of the
  /// two is who is open.
  case startsAndEnds

  init(_ request: EconomicsRequest, observed: CalendarDate?) {
    if !request.hasIntervals {
      self = .months
    } else if request.every == nil, request.during == nil, !request.definition.countsJoined,
      !request.definition.countsBrief, let observed
    {
      self = .monthsFrom(ObservedMonths.lastComplete(observed))
    } else {
      self = .startsAndEnds
    }
  }

  var isResampled: Bool {
    if case .months = self { false } else { true }
  }

  /// The month that stands for all months up to it.
  var firstMonth: Int? {
    if case .monthsFrom(let month) = self { month } else { nil }
  }
}

/// The relation that reduces customers.
struct CustomerRelation {
  let columns: CustomerColumns
  let grouping: CustomerGrouping
  let request: EconomicsRequest

  func relation(_ table: Relation, keys: [NamedScalar]) -> Relation {
    var groupKeys = ReductionReader.numbered(keys)
    if grouping.isResampled {
      groupKeys.append(NamedScalar("bucket", .call(.resamplingBucket, [id])))
    }
    let days = [id, started, ended, .constant(request.asOf.map(Value.date) ?? .missing)]
    let first = grouping.firstMonth ?? CustomerMonth.none
    let start = groupKeys.count
    groupKeys.append(NamedScalar("start", .call(CustomerMonth.start(notBefore: first), days)))
    guard case .startsAndEnds = grouping else {
      groupKeys.append(NamedScalar("end", .call(CustomerMonth.month(notBefore: first), [ended])))
      return .aggregate(table, keys: groupKeys, measures: measures)
    }
    groupKeys.append(NamedScalar("end", .call(CustomerMonth.end, days)))
    let shared = Array(0..<start)
    return .groupingSets(
      table, keys: groupKeys, sets: [shared + [start], shared + [start + 1]], measures: measures)
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
    switch grouping {
    case .months: break
    case .monthsFrom(let first): measures += earlierMonths(through: first)
    case .startsAndEnds:
      let isBrief = ScalarExpression.call(CustomerMonth.isBrief, [started, ended])
      measures.append(NamedScalar("brief", wholeSum(isBrief)))
    }
    if let currency = columns.currencyColumn {
      measures += ReductionReader.currencies(currency, amount: mrr)
    }
    return measures
  }

  private func earlierMonths(through last: Int) -> [NamedScalar] {
    let open = ScalarExpression.call(CustomerMonth.open(through: last), [started, ended])
    let lost = ScalarExpression.call(CustomerMonth.isLost(through: last), [started, ended])
    return [
      NamedScalar("earliest", .aggregate(.economicsEarliest, [started])),
      NamedScalar("earlier_open", wholeSum(open)),
      NamedScalar("earlier_lost", wholeSum(lost)),
      NamedScalar(
        "earlier_priced", mrr.map { wholeSum(.call(.secondIfPresent, [$0, open])) } ?? Self.zero),
      NamedScalar(
        "earlier_revenue",
        mrr.map { .aggregate(.economicsSum, [.call(.economicsProduct, [$0, open])]) } ?? Self.zero),
    ]
  }

  private func wholeSum(_ expression: ScalarExpression) -> ScalarExpression {
    .aggregate(.economicsWholeSum, [expression])
  }

  private static var zero: ScalarExpression { .constant(.number(0)) }
}
