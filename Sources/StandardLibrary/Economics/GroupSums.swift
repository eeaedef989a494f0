internal import Statistics
internal import Values

/// What the rows of one group and window add up to, in all or by resampling bucket.
struct GroupSums: Sendable {
  /// The sums over customers, in their order in `buckets`.
  enum Statistic: Int, CaseIterable { case won, open, lost, revenue, priced }

  /// What counts as open and as lost.
  var definition = ChurnDefinition.classic
  var key: GroupKey
  var window: EconomicsWindow
  var cost = 0.0
  var outlays = 0.0
  /// For each statistic one sum a bucket, the bucket varying fastest.
  var buckets: [Double]
  let bucketCount: Int
  /// What the errors of churn and arpa are made of; nil where no interval is asked for.
  private(set) var residuals: CustomerResiduals?

  init(key: GroupKey, window: EconomicsWindow, bucketCount: Int) {
    self.key = key
    self.window = window
    self.bucketCount = bucketCount
    buckets = Array(repeating: 0, count: Statistic.allCases.count * bucketCount)
  }

  /// Customers who started in month s and ended in month e were open in the months s + 1 … e.
  mutating func add(_ entry: CustomerReduction.Entry) {
    guard (0..<bucketCount).contains(entry.bucket) else { return }
    if let start = entry.startMonth {
      if window.months.contains(start) { add(.won, entry.bucket, entry.won) }
      if definition.countsJoined, window.complete?.contains(start) ?? false {
        add(.open, entry.bucket, entry.customers)
      }
    }
    if definition.isHazard { return }
    if let end = entry.endMonth, window.complete?.contains(end) ?? false {
      add(.lost, entry.bucket, entry.lost + (definition.countsBrief ? entry.brief : 0))
    }
    let months = months(entry)
    guard months != 0 else { return }
    add(.open, entry.bucket, entry.customers * months)
    add(.priced, entry.bucket, entry.priced * months)
    add(.revenue, entry.bucket, entry.revenue * months)
  }

  /// The complete months of the window in which somebody of an entry was open; an entry that stands
  /// only for ends takes months away.
  private func months(_ entry: CustomerReduction.Entry) -> Double {
    (entry.startMonth.map(window.openMonths) ?? 0) - (entry.endMonth.map(window.openMonths) ?? 0)
  }

  /// The time at risk and the cancellations of a hazard.
  mutating func add(_ entry: ExposureReduction.Entry) {
    guard (0..<bucketCount).contains(entry.bucket) else { return }
    add(.open, entry.bucket, entry.time(in: window.months))
    if window.months.contains(entry.toMonth) { add(.lost, entry.bucket, entry.cancellations) }
  }

  /// Takes the residuals of all customers, once the sums are complete.
  ///
  /// Each entry must tell the month of the start and that of the end.
  mutating func measure(
    _ entries: [CustomerReduction.Entry], _ exposures: [ExposureReduction.Entry],
  ) {
    var residuals = CustomerResiduals(
      lost: total(.lost), open: total(.open), revenue: total(.revenue), priced: total(.priced))
    if definition.isHazard {
      for entry in exposures {
        guard let rate = residuals.churn?.ratio else { continue }
        if let powers = entry.residuals(in: window.months, rate: rate) {
          residuals.churn?.add(units: entry.customers, squares: powers)
        }
      }
    } else {
      for entry in entries {
        let isJoined =
          definition.countsJoined
          && entry.startMonth.map { window.complete?.contains($0) ?? false } ?? false
        let isLost =
          (definition.countsBrief || entry.lost > 0)
          && entry.endMonth.map { window.complete?.contains($0) ?? false } ?? false
        let months = months(entry)
        residuals.add(
          CustomerResiduals.Cell(
            customers: entry.customers, open: months + (isJoined ? 1 : 0), lost: isLost ? 1 : 0,
            months: months, amounts: entry.amounts ?? .none))
      }
    }
    self.residuals = residuals
  }

  /// Clears what rounding leaves of the revenue where starts and ends have cancelled out.
  mutating func settle() {
    let revenue = Statistic.revenue.rawValue * bucketCount
    let priced = Statistic.priced.rawValue * bucketCount
    for bucket in 0..<bucketCount where buckets[priced + bucket] == 0 {
      buckets[revenue + bucket] = 0
    }
  }

  private mutating func add(_ statistic: Statistic, _ bucket: Int, _ amount: Double) {
    buckets[statistic.rawValue * bucketCount + bucket] += amount
  }

  private func sums(_ statistic: Statistic) -> ArraySlice<Double> {
    let first = statistic.rawValue * bucketCount
    return buckets[first..<(first + bucketCount)]
  }

  func total(_ statistic: Statistic) -> Double {
    var sum = CompensatedSum()
    for part in sums(statistic) { sum.add(part) }
    return sum.value
  }

  /// A group is a row when at least one row entered one of its figures.
  var isRow: Bool { outlays > 0 || total(.won) > 0 || total(.open) > 0 || total(.lost) > 0 }

  /// The sums of several groups: the blend.
  static func blend(_ parts: [GroupSums]) -> GroupSums? {
    guard var blend = parts.first else { return nil }
    blend.key = GroupKey(cells: [])
    blend.residuals = nil
    for part in parts.dropFirst() {
      blend.cost += part.cost
      blend.outlays += part.outlays
      for index in blend.buckets.indices where part.buckets.indices.contains(index) {
        blend.buckets[index] += part.buckets[index]
      }
    }
    return blend
  }
}
