internal import Columns
internal import Planning
internal import Statistics
internal import Units
internal import Values

/// Customers reduced in one pass to sums by group, month of start and month of end.
///
/// In that form the months at which somebody was open need no rows of their own: who started in
/// month s and ended in month e was open in the months s + 1 … e.
struct CustomerReduction {
  /// Customers of one group who started in the same month and ended in the same month; resampled,
  /// those of one bucket who did one of the two (see `CustomerRelation`).
  struct Entry {
    var group: Int
    var bucket: Int
    /// Nil where the entry stands only for ends: its customers are counted by their starts too.
    var startMonth: Int?
    /// Nil where they have not ended, and where the entry stands only for starts.
    var endMonth: Int?
    var customers: Double
    /// Those of them whose start lies in `during:`; 0 where the entry stands only for ends.
    var won: Double
    /// Those of them with revenue.
    var priced: Double
    /// Their revenue in a month, in the currency of the table.
    var revenue: Double
    /// Those of them who started in the month in which they ended; 0 where the entry stands only for
    /// starts.
    var brief: Double
    /// Those of them who are lost in the month of the end.
    var lost: Double
    var latestEnd: Int?
    /// The powers of the revenue in a month; nil where no interval is asked for.
    var amounts: AmountMoments?
  }

  var groups: [GroupKey] = []
  var entries: [Entry] = []
  var customers = 0.0
  var priced = 0.0
  /// The month of the earliest start.
  var earliestStart: Int?
  var latestStart: CalendarDate?
  var leftOut: [CustomerMonth.LeftOut: Double] = [:]
  /// A warning of customers in several rows; nil where none was found, or looked for.
  var repeated: Note?

  /// Runs the pass: by the keys that make the groups, and by bucket where it is resampled.
  ///
  /// Errors: those of the engine, and `data` for amounts in two currencies.
  init(
    _ table: Relation, _ columns: CustomerColumns, keys: [NamedScalar], _ request: EconomicsRequest,
    isResampled: Bool, context: any CallContext,
  ) throws(ValueError) {
    var relation = CustomerRelation(columns: columns, request: request, isResampled: isResampled)
    if !isResampled { relation.idStep = RepeatedCustomers.step(for: table) }
    let result = try context.reduce(relation.relation(table, keys: keys))
    let reader = try ReductionReader(result, keyCount: keys.count)
    let rows = try CustomerRows(reader, relation, factor: columns.revenue?.factor ?? 1)
    var indices: [GroupKey: Int] = [:]
    var last: (key: GroupKey, group: Int)?
    var ids = RepeatedCustomers.Sample()
    let hashes = result["ids"]
    var currencies: (first: String?, last: String?) = (nil, nil)
    for row in 0..<result.rowCount {
      guard var entry = rows.entry(row) else { continue }
      if let start = entry.startMonth {
        if let reason = CustomerMonth.LeftOut(rawValue: start) {
          leftOut[reason, default: 0] += entry.customers
          continue
        }
        ids.add(hashes?.text(at: row))
        customers += entry.customers
        priced += entry.priced
        earliestStart = min(earliestStart ?? start, start)
        if let day = rows.latestStart(row) { latestStart = max(latestStart ?? day, day) }
      } else if entry.endMonth == nil {
        continue
      }
      // The rows come in the order of their keys.
      let key = reader.key(row)
      if let last, last.key == key {
        entry.group = last.group
      } else {
        entry.group = indices[key] ?? groups.count
        if entry.group == groups.count {
          indices[key] = entry.group
          groups.append(key)
        }
        last = (key, entry.group)
      }
      entries.append(entry)
      if columns.currencyColumn != nil {
        if let text = result["currency_first"]?.text(at: row) {
          currencies.first = min(currencies.first ?? text, text)
        }
        if let text = result["currency_last"]?.text(at: row) {
          currencies.last = max(currencies.last ?? text, text)
        }
      }
    }
    if ids.hasRepeated {
      repeated = try RepeatedCustomers.warning(
        table, id: columns.id, where: relation.isCounted, context)
    }
    if let revenue = columns.revenue {
      try OneCurrency.check(
        first: currencies.first, last: currencies.last, unit: revenue.currency, table: "customers")
    }
  }

  /// The entries by the first cells of their groups' keys.
  func entries(byFirst count: Int) -> [GroupKey: [Entry]] {
    var places: [GroupKey: Int] = [:]
    var parts: [[Entry]] = []
    let placeOfGroup = groups.map { group in
      let key = group.prefix(count)
      if let place = places[key] { return place }
      places[key] = parts.count
      parts.append([])
      return parts.count - 1
    }
    for entry in entries { parts[placeOfGroup[entry.group]].append(entry) }
    return places.mapValues { parts[$0] }
  }
}

/// Reads the rows of the reduction of customers.
private struct CustomerRows {
  private let reader: ReductionReader
  private let factor: Double
  private let start: Column
  private let end: Column
  private let bucket: Column?
  private let customers: Column
  private let won: Column
  private let priced: Column
  private let revenue: Column
  private let brief: Column?
  private let latest: Column
  private let latestEnd: Column
  private let moments: (scale: Column, squares: Column, cubes: Column)?

  init(
    _ reader: ReductionReader, _ relation: CustomerRelation, factor: Double,
  ) throws(ValueError) {
    self.reader = reader
    self.factor = factor
    start = try reader.column("start")
    end = try reader.column("end")
    bucket = relation.isResampled ? try reader.column("bucket") : nil
    brief = relation.isResampled ? try reader.column("brief") : nil
    customers = try reader.column("customers")
    won = try reader.column("won")
    priced = try reader.column("priced")
    revenue = try reader.column("revenue")
    latest = try reader.column("latest")
    latestEnd = try reader.column("latest_end")
    guard relation.hasMoments else {
      moments = nil
      return
    }
    moments = (
      try reader.column("scale"), try reader.column("squares"), try reader.column("cubes")
    )
  }

  /// The entry of a row, its group aside.
  func entry(_ row: Int) -> CustomerReduction.Entry? {
    guard let count = customers.double(at: row) else { return nil }
    let startMonth = start.isValid(row) ? reader.integer(start, row) : nil
    let endMonth = (end.isValid(row) ? reader.integer(end, row) : nil)
      .flatMap { $0 == CustomerMonth.none ? nil : $0 }
    var entry = CustomerReduction.Entry(
      group: 0, bucket: bucket.flatMap { reader.integer($0, row) } ?? 0, startMonth: startMonth,
      endMonth: endMonth, customers: count,
      won: startMonth == nil ? 0 : won.double(at: row) ?? 0, priced: priced.double(at: row) ?? 0,
      revenue: (revenue.double(at: row) ?? 0) * factor, brief: 0, lost: 0,
      latestEnd: latestEnd.day(at: row))
    if let endMonth {
      entry.brief = brief?.double(at: row) ?? (startMonth == endMonth ? count : 0)
      entry.lost = count - entry.brief
    }
    if let moments, let scale = reader.integer(moments.scale, row) {
      entry.amounts = AmountScale.moments(
        count: entry.priced, sum: entry.revenue, scale: scale,
        squares: moments.squares.double(at: row) ?? 0, cubes: moments.cubes.double(at: row) ?? 0,
        factor: factor)
    }
    return entry
  }

  func latestStart(_ row: Int) -> CalendarDate? {
    latest.day(at: row).flatMap(CalendarDate.init(dayNumber:))
  }
}
