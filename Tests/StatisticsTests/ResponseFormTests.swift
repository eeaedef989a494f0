import Foundation
import Testing

@testable import Statistics

/// Whether demand multiplies or is added, and what replicates have beside the channels.
@Suite("The form of demand of a response") struct ResponseFormTests {
  /// The markets: at the greatest noise both forms are within reach, and in some the one that predicts best
  /// is not the one of the least squares.
  static let noises = [2.0, 8, 14, 20]

  @Test(
    "of the forms within reach the one is chosen that predicts best", arguments: [true, false],
    noises)
  func chosen(multiplies: Bool, noise: Double) throws {
    for number in 0..<4 {
      let market = DemandMarket(multiplies: multiplies, number, noise: noise)
      let families = [market.curve.family]
      let compared = try market.fit(.compared, families: families)
      let comparison = try #require(compared.indexComparison)
      let multiplied = try market.fit(.multiplied, families: families)
      let added = try market.fit(.added, families: families)
      // The limit of an interval of one parameter, by Student's t.
      let free = Double(multiplied.degreesOfFreedom)
      let quantile = FisherDistribution.studentQuantile(
        twoSidedLevel: 0.95, degreesOfFreedom: free)
      let limit =
        min(multiplied.squares, added.squares) * (1 + quantile * quantile / free)
      let areWithin = (multiplied.squares <= limit, added.squares <= limit)
      let errors = (try #require(comparison.multiplied), try #require(comparison.added))
      let nearest = errors.0 <= errors.1
      let least = multiplied.squares <= added.squares
      #expect(comparison.isOtherWithinReach == (areWithin.0 && areWithin.1))
      #expect(comparison.isMultiplied == (areWithin.0 && areWithin.1 ? nearest : least))
    }
  }

  @Test("the squares of a form are the least of its families, its error that of the chosen one")
  func families() throws {
    for multiplies in [true, false] {
      let market = DemandMarket(multiplies: multiplies, 1, noise: 2)
      #expect(market.curve.family == .michaelisMenten)
      // A power falls short of this curve by more than the forms differ by.
      for families in [[CurveFamily.michaelisMenten, .power], [.power, .michaelisMenten]] {
        let fit = try market.fit(.compared, families: families)
        let comparison = try #require(fit.indexComparison)
        #expect(comparison.isMultiplied == multiplies)
        #expect(!comparison.isOtherWithinReach)
        let chosen = try #require(fit.channels[0].comparison.first { $0.isChosen })
        #expect(
          chosen.heldOutError == (multiplies ? comparison.multiplied : comparison.added))
      }
    }
  }

  @Test("a family that fits neither form well does not bring the forms within reach")
  func poorFamily() throws {
    let market = DemandMarket(multiplies: false, 2, noise: 4)
    #expect(market.curve.family == .exponential)
    let powers = try [DemandMarket.Form.multiplied, .added].map {
      try market.fit($0, families: [.power]).squares
    }
    // F(1, 148) at 95% is 3.905.
    #expect((powers.max() ?? .infinity) < (powers.min() ?? 0) * (1 + 3.905 / 148))
    let fit = try market.fit(.compared, families: [.exponential, .power])
    let comparison = try #require(fit.indexComparison)
    #expect(!comparison.isMultiplied && !comparison.isOtherWithinReach)
  }

  @Test("a replicate has the base of its coefficients, at the demand of its index")
  func base() throws {
    let weeks = ResponseDemandTests.Weeks(noise: 3)
    var setting = ResponseSetting()
    setting.replicateCount = 2
    setting.indexPeriods = 10
    setting.hasIntervals = false
    func fit(_ index: [ResponseRegressor], _ regressors: [ResponseRegressor]) throws -> ResponseFit
    {
      try ResponseFit(
        outcome: weeks.outcome,
        channels: [
          ResponseChannel(
            name: "", spend: weeks.spend, families: [.michaelisMenten], today: 120)
        ], regressors: regressors, index: index, setting: setting)
    }
    let (growth, season) = (weeks.index[0], weeks.index[1])
    let today = growth.values.suffix(10).reduce(0, +) / 10
    for fit in [try fit([growth], [season]), try fit([], [season])] {
      #expect(fit.replicates.count == 2 && fit.replicates[0] != fit.replicates[1])
      for replicate in fit.replicates {
        let (demand, base) = (fit.demand(replicate), fit.base(replicate))
        #expect(demand.count == 150 && base.count == 150)
        for week in 0..<150 {
          let exponent = (replicate.index.first ?? 0) * (growth.values[week] - today)
          expectAgreement(demand[week], exp(exponent), within: 1e-12)
          let plain = replicate.coefficients[0] + replicate.coefficients[1] * season.values[week]
          expectAgreement(base[week], exp(exponent) * plain, within: 1e-12)
        }
      }
    }
  }
}
