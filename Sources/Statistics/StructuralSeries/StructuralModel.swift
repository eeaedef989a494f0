/// The parts of a structural time series model, and which of them vary.
///
/// With the level μ, the slope ν, the season γ of period s, controls x and irregular ε:
///
///     y(t) = μ(t) + γ(t) + x(t)'β + ε(t)
///     μ(t+1) = μ(t) + ν(t) + η(t)
///     ν(t+1) = ν(t) + ζ(t)
///     γ(t+1) = −γ(t) − … − γ(t−s+2) + ω(t)
///
/// where ε, η, ζ and ω are normal and independent; a part that is fixed has no disturbance. The state is
/// μ, then ν, then γ(t) … γ(t−s+2), as far as the model has them. Source: Harvey 1989, "Forecasting,
/// structural time series models and the Kalman filter", sections 2.3 and 4.1; the season in its dummy
/// form.
package struct StructuralModel: Sendable, Hashable {
  /// Whether a part stays as it began.
  package enum Variation: Sendable, Hashable {
    case fixed, random
  }

  /// The longest season: the weeks of a long year, with some room.
  package static let greatestPeriod = 60

  package let level: Variation
  /// How the slope varies; nil for a level without one.
  package let slope: Variation?
  /// How the season varies; nil for a series without one.
  package let season: Variation?
  /// How many points a season has; 1 without a season.
  package let period: Int

  /// Describes a model.
  ///
  /// - Throws: `StructuralError.period` where the season is shorter than 2 or longer than 60 points.
  package init(
    level: Variation = .random, slope: Variation? = nil, season: Variation? = nil,
    period: Int = 1
  ) throws(StructuralError) {
    if season != nil, period < 2 || period > Self.greatestPeriod {
      throw .period(period, least: 2, greatest: Self.greatestPeriod)
    }
    self.level = level
    self.slope = slope
    self.season = season
    self.period = season == nil ? 1 : period
  }

  /// How many numbers the state has.
  package var stateCount: Int { 1 + (slope == nil ? 0 : 1) + (period - 1) }

  /// Which parts have a disturbance of unknown variance besides the irregular, in the order of the state.
  package var randomParts: [StructuralPart] {
    var parts: [StructuralPart] = []
    if level == .random { parts.append(.level) }
    if slope == .random { parts.append(.slope) }
    if season == .random { parts.append(.season) }
    return parts
  }

  /// Where the slope stands in the state; −1 without one.
  var slopeIndex: Int { slope == nil ? -1 : 1 }

  /// Where the season of the present point stands in the state; −1 without one.
  var seasonIndex: Int { season == nil ? -1 : stateCount - (period - 1) }

  /// What one unit in each number of the first state adds to the series `time` points later.
  ///
  /// The row is as long as the state, and what stood there is lost.
  func writeInitialEffects(at time: Int, to row: inout [Double]) {
    row[0] = 1
    if slopeIndex >= 0 { row[slopeIndex] = Double(time) }
    let first = seasonIndex
    guard first >= 0 else { return }
    let phase = time % period
    // γ(0) to γ(2−s) are the first state; the sum of a whole season is zero.
    for lag in 0..<(period - 1) {
      row[first + lag] = phase == 1 ? -1 : (phase + lag) % period == 0 ? 1 : 0
    }
  }
}

/// A part of a structural model that has a variance.
package enum StructuralPart: Sendable, Hashable, CaseIterable {
  case irregular, level, slope, season
}

/// The variances of the disturbances of a model: in squared units of the series, or relative to one of
/// them.
package struct StructuralVariances: Sendable, Equatable {
  package var irregular: Double
  package var level: Double
  package var slope: Double
  package var season: Double

  package init(irregular: Double, level: Double = 0, slope: Double = 0, season: Double = 0) {
    (self.irregular, self.level) = (irregular, level)
    (self.slope, self.season) = (slope, season)
  }

  package subscript(part: StructuralPart) -> Double {
    get {
      switch part {
      case .irregular: irregular
      case .level: level
      case .slope: slope
      case .season: season
      }
    }
    set {
      switch part {
      case .irregular: irregular = newValue
      case .level: level = newValue
      case .slope: slope = newValue
      case .season: season = newValue
      }
    }
  }

  /// All variances times a number.
  package func scaled(by factor: Double) -> StructuralVariances {
    StructuralVariances(
      irregular: irregular * factor, level: level * factor, slope: slope * factor,
      season: season * factor)
  }
}
