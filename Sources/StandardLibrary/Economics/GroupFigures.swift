internal import Statistics
internal import Units
internal import Values

/// The figures of one row of a result, from its sums.
struct GroupFigures: Sendable {
  let sums: GroupSums
  let won: Double
  let open: Double
  let lost: Double
  let revenue: Double
  let priced: Double
  let margin: Double
  let method: LifetimeValueMethod

  init(_ sums: GroupSums, _ request: EconomicsRequest) {
    self.sums = sums
    margin = request.margin
    method = request.lifetimeValue
    won = sums.total(.won)
    open = sums.total(.open)
    lost = sums.total(.lost)
    revenue = sums.total(.revenue)
    priced = sums.total(.priced)
  }

  var cost: Double { sums.cost }
  var cac: Double? { won > 0 ? cost / won : nil }

  var churn: Double? {
    guard open > 0, !isOverfull else { return nil }
    return lost / open
  }

  /// True where more were lost than were at risk, so that the quotient is no share.
  var isOverfull: Bool { open > 0 && lost > open && !sums.definition.isHazard }

  var arpa: Double? { priced > 0 ? revenue / priced : nil }
  var lifetime: Double? { lost > 0 && open > 0 ? open / lost : nil }

  var ltv: Double? {
    guard let arpa, let churn else { return nil }
    let value = method.value(margin: arpa * margin, churn: churn)
    return value.isFinite ? value : nil
  }

  var ltvCac: Double? {
    guard let ltv, let cac, cac > 0 else { return nil }
    return ltv / cac
  }

  /// Nil where a part is missing.
  var payback: Payback? {
    guard let cac, let churn, let arpa else { return nil }
    return Payback.paidInAdvance(cost: cac, revenue: arpa, churn: churn, margin: margin)
  }

  /// The value of a figure that is a number; nil where it is missing.
  func number(_ column: EconomicsColumn) -> Double? {
    switch column {
    case .cost: return cost
    case .won: return won
    case .atRisk: return open
    case .lost: return lost
    case .revenue: return revenue
    case .customerMonths: return priced
    case .cac: return cac
    case .arpa: return arpa
    case .churn: return churn
    case .lifetime: return lifetime
    case .ltv: return ltv
    case .ltvCac: return ltvCac
    case .payback:
      guard case .periods(let months)? = payback else { return nil }
      return months
    case .verdict: return nil
    }
  }

  /// What ltv_cac says against the target; nil where it is missing.
  func verdict(target: Double) -> String? {
    guard let ltvCac else { return nil }
    if ltvCac >= target { return "meets \(Self.ratio(target))" }
    return ltvCac > 1 ? "below \(Self.ratio(target))" : "never pays back"
  }

  /// The target as a ratio, such as `1:3`.
  static func ratio(_ target: Double) -> String {
    Int(exactly: target).map { "1:\($0)" } ?? "1:\(target)"
  }
}
