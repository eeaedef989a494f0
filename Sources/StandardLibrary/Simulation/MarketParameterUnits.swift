internal import Units
internal import Values

extension MarketParameter.Kind {
  /// What a magnitude in a unit is multiplied by to be in the parameter's own; nil for a unit of
  /// something else.
  ///
  /// A bare number is taken in the parameter's unit where that is a count, a duration or money.
  func factor(from measure: Measure) -> Double? {
    switch self {
    case .number: measure.isDimensionless ? 1 : nil
    case .share: measure.isDimensionless ? 1 : nil
    case .count(let name): measure.isNumber || measure.unit.single?.name == name ? 1 : nil
    case .days: measure.isNumber ? 1 : Self.conversion(measure, "day")
    case .months: measure.isNumber ? 1 : Self.conversion(measure, "month")
    case .money: Self.isMoney(measure.unit, over: 1) || measure.isNumber ? 1 : nil
    case .revenue: Self.revenue(measure)
    case .churn, .monthly: Self.isPer("month", measure) ? 1 : nil
    case .yearly: Self.isPer("year", measure) ? 1 : nil
    }
  }

  private static func conversion(_ measure: Measure, _ name: String) -> Double? {
    guard let unit = UnitCatalogue().named(name) else { return nil }
    return try? MeasureArithmetic.conversion(measure, to: .unit(Unit(unit)))
  }

  private static func isMoney(_ unit: Unit, over count: Int) -> Bool {
    unit.currency != nil
      && unit.factors.allSatisfy { $0.unit.base.kind == .currency || $0.unit.name == "customer" }
  }

  /// Money a month, per customer or not.
  private static func revenue(_ measure: Measure) -> Double? {
    guard let currency = measure.unit.currency, let month = UnitCatalogue().named("month"),
      let customer = UnitCatalogue().named("customer")
    else { return nil }
    let monthly = Unit(currency).divided(by: Unit(month)).unit
    for unit in [monthly, monthly.divided(by: Unit(customer)).unit] {
      if let factor = measure.unit.factor(to: unit) { return factor }
    }
    return nil
  }

  private static func isPer(_ name: String, _ measure: Measure) -> Bool {
    if case .periodic(let time, _) = measure { time.name == name } else { false }
  }

  /// The unit in which `truth` shows the parameter.
  func unit(money: String) -> String {
    switch self {
    case .number: ""
    case .share: ""
    case .count(let name): name
    case .days: "day"
    case .months: "month"
    case .money: money
    case .revenue: "\(money)/month"
    case .churn, .monthly: "1/month"
    case .yearly: "1/year"
    }
  }
}

extension MarketParameter {
  /// The parameter as it is written in a record.
  var example: String {
    switch slot {
    case .start: "{\(name): @2023-07-01}"
    case .dark: "{\(name): @2025-10-01..@2025-10-21}"
    case .figure(let kind, _, _, _): "{\(name): \(kind.example)}"
    }
  }
}

extension MarketParameter.Kind {
  fileprivate var example: String {
    switch self {
    case .number: "1"
    case .share: "10%"
    case .count: "10"
    case .days: "30 days"
    case .months: "36 months"
    case .money: "$300"
    case .revenue: "$60/month"
    case .churn, .monthly: "3%/month"
    case .yearly: "8%/year"
    }
  }
}

/// The nearest of some names, for a message.
enum NearName {
  /// By the number of letters to change; nil when none is near.
  static func of(_ name: String, among names: [String]) -> String? {
    let wanted = Array(name.utf8.prefix(64))
    let limit = max(1, wanted.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in names {
      let distance = edits(wanted, Array(candidate.utf8))
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.name
  }

  /// Insertions, deletions and replacements (Levenshtein 1966).
  private static func edits(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var last = Array(0...b.count)
    for (i, mine) in a.enumerated() {
      var current = [i + 1]
      for (j, theirs) in b.enumerated() {
        current.append(min(last[j] + (mine == theirs ? 0 : 1), last[j + 1] + 1, current[j] + 1))
      }
      last = current
    }
    return last.last ?? 0
  }
}

extension MarketParameter {
  /// The value in a market; empty where each channel has its own.
  func text(in market: Market) -> String {
    switch slot {
    case .start: market.start.description
    case .dark: market.darkPeriods.map(\.description).joined(separator: ", ")
    case .figure(_, _, let get, _):
      get(market).map {
        $0 == $0.rounded() && abs($0) < 1e15 ? "\(Int64(exactly: $0) ?? 0)" : "\($0)"
      } ?? ""
    }
  }

  var unit: String {
    switch slot {
    case .figure(let kind, _, _, _): kind.unit(money: "money")
    case .start, .dark: ""
    }
  }
}
