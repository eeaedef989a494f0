internal import Columns
internal import Planning
internal import Units
internal import Values

extension EconomicsData {
  /// Counts the rows used and left out, and says what was chosen.
  mutating func describe(
    _ reduction: CustomerReduction, _ spend: SpendReduction?, _ columns: CustomerColumns,
    _ request: EconomicsRequest,
  ) {
    if let spend {
      rowsUsed.append(("spend", Self.whole(spend.entries.reduce(0) { $0 + $1.outlays })))
      for reason in OutlayMonth.LeftOut.allCases {
        if let count = spend.leftOut[reason], count > 0 { leave("outlay", reason.reason, count) }
      }
    }
    if let repeated = reduction.repeated { notes.append(repeated) }
    rowsUsed.append(("customers", Self.whole(reduction.customers)))
    for reason in CustomerMonth.LeftOut.allCases {
      if let count = reduction.leftOut[reason], count > 0 {
        leave("customer", reason.reason, count)
      }
    }
    if columns.ended != nil {
      var brief = 0.0
      let months = request.during.map { $0.first.monthNumber...$0.last.monthNumber }
      for entry in reduction.entries where months?.contains(entry.endMonth ?? 0) ?? true {
        brief += entry.brief
      }
      if brief > 0 {
        notes.append(
          Note(
            .note,
            "\(Self.counted(brief, "customer")) joined and left within one calendar month: "
              + (request.definition.countsBrief ? "won and lost" : "won, and not in churn")))
      }
    }
    if columns.mrr != nil {
      let unpriced = reduction.customers - reduction.priced
      if unpriced > 0 { leave("customer", "without revenue (arpa only)", unpriced) }
    }
    if !request.share.isEmpty {
      let names = request.share.map { ".\($0.name)" }.joined(separator: ", ")
      notes.append(
        Note(.note, "cost is allocated by \(names) to the customers won, not measured"))
    }
  }

  /// Says which columns of plain numbers are taken as money, and in which currency.
  mutating func noteAssumed(_ customers: CustomerColumns, _ spend: SpendColumns?) {
    var taken: [String] = []
    if let spend, spend.isCurrencyAssumed {
      taken.append("`\(spend.cost)` is taken as \(spend.currency.name)")
    }
    if let mrr = customers.mrr, let revenue = customers.revenue, customers.isRevenueAssumed {
      taken.append("`\(mrr)` is taken as \(revenue.currency.name)/month")
    }
    guard !taken.isEmpty else { return }
    notes.append(Note(.note, taken.joined(separator: ", ")))
  }

  private mutating func leave(_ noun: String, _ reason: String, _ count: Double) {
    let plural = Self.whole(count) == 1 ? noun : "\(noun)s"
    leftOut.append(Explanation.LeftOut("\(plural) \(reason)", Self.whole(count)))
    notes.append(Note(.note, "left out: \(Self.counted(count, noun)) \(reason)"))
  }

  /// A count with its noun, such as `2 customers`.
  static func counted(_ count: Double, _ noun: String) -> String {
    let number = NumberText().text(.number(count.rounded()))
    return whole(count) == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  static func whole(_ count: Double) -> Int { Int(exactly: count.rounded()) ?? 0 }

  /// Says how many customers end after `as_of`, who count as open.
  mutating func noteCensored(
    _ table: Table, _ columns: CustomerColumns, _ reduction: CustomerReduction,
    _ request: EconomicsRequest, _ context: any CallContext,
  ) throws(ValueError) {
    guard let asOf = observed.asOf, let ended = columns.ended else { return }
    // Who ends after the time asked for was open in it anyway.
    if let during = request.during, during.last <= asOf { return }
    var censored = 0.0
    var isCertain = true
    for entry in reduction.entries {
      guard let endMonth = entry.endMonth, endMonth >= asOf.monthNumber else { continue }
      if endMonth > asOf.monthNumber {
        censored += entry.customers
      } else if let latest = entry.latestEnd, latest > asOf.dayNumber {
        isCertain = isCertain && entry.customers == 1
        censored += 1
      }
    }
    if !isCertain {
      // Ends in the month of `as_of` lie on both sides of it: only now can they be counted by day.
      censored = try Self.endings(table, columns, ended, after: asOf, request, context)
    }
    guard censored > 0 else { return }
    notes.append(
      Note(
        .note,
        "\(Self.counted(censored, "customer")) with an end after \(asOf), open until then"))
  }

  private static func endings(
    _ table: Table, _ columns: CustomerColumns, _ ended: String, after asOf: CalendarDate,
    _ request: EconomicsRequest, _ context: any CallContext,
  ) throws(ValueError) -> Double {
    let limit = ScalarExpression.constant(request.asOf.map(Value.date) ?? .missing)
    let start = ScalarExpression.call(
      CustomerMonth.start,
      [.column(columns.id), .column(columns.started), .column(ended), limit])
    let isLater = ScalarExpression.call(
      .isLaterDay, [.column(ended), .constant(.date(asOf))])
    let result = try context.reduce(
      .aggregate(
        table.reduced(), keys: [NamedScalar("start", start)],
        measures: [NamedScalar("later", .aggregate(.economicsSum, [isLater]))]))
    let reader = try ReductionReader(result, keyCount: 0)
    let starts = try reader.column("start"), later = try reader.column("later")
    var count = 0.0
    for row in 0..<result.rowCount where (reader.integer(starts, row) ?? -1) >= 0 {
      count += later.double(at: row) ?? 0
    }
    return count
  }
}
