internal import Statistics
internal import Values

/// What explains outcomes beside the spend: all of it is the base.
///
/// A trend, a season, and controls.
struct ResponseRegressors {
  /// A trend and a season: what moves demand.
  private(set) var demand: [ResponseRegressor] = []
  private(set) var controls: [ResponseRegressor] = []

  /// Two waves a year follow a season without taking the spend's own ups and downs for it.
  private static let waves = 2
  private static let daysPerYear = 365.25

  /// Errors: `data` for a control that has a gap.
  init(_ market: ResponseMarket, _ request: ResponseRequest) throws(ValueError) {
    let count = market.outcome.count
    if request.trend == "linear", count > 2 {
      add("trend", (0..<count).map { Double($0) / Double(count - 1) - 1 })
    }
    if request.season != "none" { addSeason(market, isAsked: request.season == "year") }
    for (name, values) in zip(request.columns.controls, market.controls) {
      if let gap = values.firstIndex(where: { $0.isNaN }) {
        throw ValueError(
          .data, "the control `.\(name)` has a gap",
          because: "\(market.day(gap).map { "\($0)" } ?? "one period") has no value",
          argument: "controls")
      }
      controls.append(ResponseRegressor(name: ".\(name)", values: values))
    }
  }

  /// The names of all, those of controls first.
  var names: [String] { (controls + demand).map(\.name) }

  private mutating func add(_ name: String, _ values: [Double]) {
    demand.append(ResponseRegressor(name: name, values: values))
  }

  /// The waves of a year where the data reach over two, and the days of the week where periods are days.
  private mutating func addSeason(_ market: ResponseMarket, isAsked: Bool) {
    let days = market.outcome.indices.map { market.day($0)?.dayNumber ?? 0 }
    guard let first = days.first, let last = days.last else { return }
    if market.grain == .day, days.count >= 28 {
      for (place, name) in Self.weekdays.enumerated() {
        add(name, days.map { Self.weekday($0) == place + 1 ? 1 : 0 })
      }
    }
    guard market.grain != .year, isAsked || Double(last - first) >= 2 * Self.daysPerYear - 35 else {
      return
    }
    let waves = market.grain == .quarter ? 1 : Self.waves
    for wave in 1...waves {
      let angles = days.map {
        2 * Double.pi * Double(wave) * Double($0) / Self.daysPerYear
      }
      add("yearly wave \(wave)", angles.map(sine))
      add("yearly wave \(wave)", angles.map(cosine))
    }
  }

  /// Those that are told from the first, a Thursday, as the first day of all is.
  private static let weekdays = [
    "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday",
  ]

  private static func weekday(_ day: Int) -> Int {
    let rest = day % 7
    return rest < 0 ? rest + 7 : rest
  }
}
