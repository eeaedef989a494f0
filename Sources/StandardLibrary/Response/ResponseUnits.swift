internal import Units
internal import Values

/// The units of spend, of outcomes, and of what one brings of the other.
struct ResponseUnits: Sendable, Hashable {
  let outcome: Measure
  let spend: Measure
  /// The time that rates are per: `week`.
  let time: NamedUnit

  /// Spend and outcomes per time: USD/week, customer/week.
  var spendRate: Measure { rate(spend) }
  var outcomeRate: Measure { rate(outcome) }

  /// What one unit of spend brings: customer/USD.
  var yield: Measure { Self.quotient(outcome, spend) }

  /// What one outcome costs: USD/customer.
  var cost: Measure { Self.quotient(spend, outcome) }

  /// Whether outcomes are money, so that a return says more than a cost.
  var isMoney: Bool { outcome.unit.currency != nil }

  func rate(_ measure: Measure) -> Measure {
    .unit(measure.unit.divided(by: Unit(time)).unit)
  }

  /// The time that a rate is per; nil for what is no rate.
  static func time(of rate: Measure) -> NamedUnit? {
    let times = rate.unit.factors.filter { $0.unit.base.isTime }
    guard times.count == 1, let only = times.first, only.exponent == -1 else { return nil }
    return only.unit
  }

  static func quotient(_ above: Measure, _ below: Measure) -> Measure {
    .unit(above.unit.divided(by: below.unit).unit)
  }
}

/// A rate per time beside the periods of a model: a quarter's budget for weekly curves.
struct PeriodLength: Sendable {
  /// How long a month is where it meets days: a year of 365.25 days in twelve parts.
  static let daysPerMonth = 365.25 / 12
  /// Made once: there is a length for each figure of a table.
  private static let catalogue = UnitCatalogue()

  /// What a rate is multiplied by to be an amount per period of the model.
  let perPeriod: Double
  /// True where months met days.
  let usesMonthLength: Bool

  init(_ time: NamedUnit, _ grain: PeriodGrain) {
    guard let period = Self.catalogue.named(grain.rawValue) else {
      (perPeriod, usesMonthLength) = (1, false)
      return
    }
    let isMixed = time.base != period.base
    usesMonthLength = isMixed
    func length(_ unit: NamedUnit) -> Double {
      isMixed && unit.base == .monthTime ? unit.scale * Self.daysPerMonth : unit.scale
    }
    perPeriod = time == period ? 1 : length(period) / length(time)
  }
}
