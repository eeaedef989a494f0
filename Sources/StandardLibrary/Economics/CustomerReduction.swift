internal import Columns
internal import Planning
internal import Statistics
internal import Units
internal import Values

/// Customers reduced in one pass to counts by group, resampling bucket, month of start and month
/// of end.
///
/// In that form the months at which somebody was open need no rows of their own: who started in
/// month s and ended in month e was open in the months s + 1 … e.
struct CustomerReduction {
  /// Customers of one group and bucket who started and ended in the same months.
  struct Entry {
    var group: Int
    var bucket: Int
    var startMonth: Int
    /// `CustomerMonth.none` where they have not ended.
    var endMonth: Int
    var customers: Double
    /// Those of them whose start lies in `during:`.
    var won: Double
    /// Those of them with revenue.
    var priced: Double
    /// Their revenue in a month, in the currency of the table.
    var revenue: Double
    var latestEnd: Int?
  }

  var groups: [GroupKey] = []
  var entries: [Entry] = []
  var latestStart: CalendarDate?
  var leftOut: [CustomerMonth.LeftOut: Double] = [:]

  /// Runs the pass: by the keys that make the groups, and by bucket where it is resampled.
  ///
  /// Errors: those of the engine, and `data` for amounts in two currencies.
  init(
    _ table: Relation, _ columns: CustomerColumns, keys: [NamedScalar], isResampled: Bool,
    asOf: CalendarDate?, during: Period?, context: any CallContext,
  ) throws(ValueError) {
    let relation = Self.relation(
      table, columns, keys: keys, isResampled: isResampled, asOf: asOf, during: during)
    let result = try context.reduce(relation)
    let reader = try ReductionReader(result, keyCount: keys.count)
    let start = try reader.column("start"), end = try reader.column("end")
    let customers = try reader.column("customers"), won = try reader.column("won")
    let priced = try reader.column("priced"), revenue = try reader.column("revenue")
    let latest = try reader.column("latest"), latestEnd = try reader.column("latest_end")
    let bucket = isResampled ? try reader.column("bucket") : nil
    var indices: [GroupKey: Int] = [:]
    var currencies: (first: String?, last: String?) = (nil, nil)
    for row in 0..<result.rowCount {
      guard let month = reader.integer(start, row), let count = customers.double(at: row) else {
        continue
      }
      if let reason = CustomerMonth.LeftOut(rawValue: month) {
        leftOut[reason, default: 0] += count
        continue
      }
      let key = reader.key(row)
      let group = indices[key] ?? groups.count
      if group == groups.count {
        indices[key] = group
        groups.append(key)
      }
      entries.append(
        Entry(
          group: group, bucket: bucket.flatMap { reader.integer($0, row) } ?? 0,
          startMonth: month, endMonth: reader.integer(end, row) ?? CustomerMonth.none,
          customers: count, won: won.double(at: row) ?? 0, priced: priced.double(at: row) ?? 0,
          revenue: (revenue.double(at: row) ?? 0) * (columns.revenue?.factor ?? 1),
          latestEnd: latestEnd.day(at: row)))
      if let day = latest.day(at: row).flatMap(CalendarDate.init(dayNumber:)) {
        latestStart = max(latestStart ?? day, day)
      }
      if columns.currencyColumn != nil {
        if let text = result["currency_first"]?.text(at: row) {
          currencies.first = min(currencies.first ?? text, text)
        }
        if let text = result["currency_last"]?.text(at: row) {
          currencies.last = max(currencies.last ?? text, text)
        }
      }
    }
    if let revenue = columns.revenue {
      try OneCurrency.check(
        first: currencies.first, last: currencies.last, unit: revenue.currency, table: "customers",
      )
    }
  }

  private static func relation(
    _ table: Relation, _ columns: CustomerColumns, keys: [NamedScalar], isResampled: Bool,
    asOf: CalendarDate?, during: Period?,
  ) -> Relation {
    let id = ScalarExpression.column(columns.id), started = ScalarExpression.column(columns.started)
    let ended = columns.ended.map(ScalarExpression.column) ?? .constant(.missing)
    let days = [id, started, ended, .constant(asOf.map(Value.date) ?? .missing)]
    var groupKeys = ReductionReader.numbered(keys)
    if isResampled { groupKeys.append(NamedScalar("bucket", .call(.resamplingBucket, [id]))) }
    groupKeys.append(NamedScalar("start", .call(CustomerMonth.start, days)))
    groupKeys.append(NamedScalar("end", .call(CustomerMonth.end, days)))
    let rows = ScalarExpression.aggregate(.economicsRows, [.constant(.number(1))])
    var won = rows
    if let during {
      let isWithin = ScalarExpression.call(
        .isWithinDays,
        [started, .constant(.date(during.first)), .constant(.date(during.last))])
      won = .aggregate(.economicsSum, [isWithin])
    }
    let zero = ScalarExpression.aggregate(.economicsSum, [.constant(.missing)])
    let mrr = columns.mrr.map(ScalarExpression.column)
    var measures = [
      NamedScalar("customers", rows),
      NamedScalar("won", won),
      NamedScalar("priced", mrr.map { .aggregate(.economicsPresent, [$0]) } ?? zero),
      NamedScalar("revenue", mrr.map { .aggregate(.economicsSum, [$0]) } ?? zero),
      NamedScalar("latest", .aggregate(.economicsLatest, [started])),
      NamedScalar("latest_end", .aggregate(.economicsLatest, [ended])),
    ]
    if let currency = columns.currencyColumn {
      measures += ReductionReader.currencies(currency, amount: mrr)
    }
    return .aggregate(table, keys: groupKeys, measures: measures)
  }
}
