@testable import Statistics
import Testing

/// What statsmodels 0.15.0 and whole matrices of numpy 2.4.6 give for a channel of a thousand days;
/// printed by `Tests/Oracle/brand_effect.py`.
@Suite("The model of a channel, against statsmodels")
struct BrandEffectOracleTests {
  static let dark = 705..<726

  /// The channel of the script, made of whole numbers.
  static let channel: EffectChannel = {
    var (spend, counts) = ([Double](), [Double]())
    for t in 0..<1000 {
      let week = 120 * (StructuralTestSeries.noise(t / 7, 5, 211) + 0.5)
      let day = 20 * (StructuralTestSeries.noise(t, 3, 17) + 0.5)
      let cost: Double = 100 + week.rounded(.down) + day.rounded(.down)
      var mean: Double = 6 + 4 * (StructuralTestSeries.noise(t, 7, 101) + 0.5)
      mean += (cost - 100) / 40
      mean += t % 7 < 5 ? 2 : 0
      mean += t % 365 < 180 ? 1 : 0
      mean += Double(t) / 500
      spend.append(cost)
      counts.append(mean.rounded(.down) - (dark.contains(t) ? 2 : 0))
    }
    return EffectChannel(name: "channel", outcome: counts, spend: spend)
  }()

  private let question: BrandEffect
  private let effect: ChannelEffect

  init() throws {
    let spend = Self.channel.spend ?? []
    let brand = spend.enumerated().map { Self.dark.contains($0) ? 0 : $1 }
    question = try BrandEffect([Self.channel], brandSpend: brand, dark: [Self.dark], seed: 1)
    effect = try question.channels[0].get()
  }

  @Test("spend is carried over from the mean of the first weeks on, and saturates")
  func stock() throws {
    let spend = Array((Self.channel.spend ?? []).prefix(60))
    for (carryover, first, last) in [
      (0.5, 0.4148318189879102, 0.5187440401533163), (0.93, 0.4515879004426469, 0.51587628913363),
    ] {
      let found = try #require(
        SpendStock.saturated(spend, ranges: [0..<7, 50..<60], carryover: carryover))
      expectAgreement(found[0], first)
      expectAgreement(found[1], last)
    }
    var gaps = spend
    gaps[3] = .nan
    var zeros = spend
    zeros[3] = 0
    #expect(
      SpendStock.saturated(gaps, ranges: [0..<60], carryover: 0.3)
        == SpendStock.saturated(zeros, ranges: [0..<60], carryover: 0.3))
    #expect(SpendStock.saturated([0, .nan], ranges: [0..<2], carryover: 0.3) == nil)
  }

  @Test("whether spend follows the outcome is a regression with HC3 errors")
  func follows() throws {
    let test = try #require(question.spendTest)
    #expect(test.blocks == 136)
    expectAgreement(test.coefficient, 0.0037761527337813044, within: 1e-5)
    expectAgreement(test.standardError, 0.0313150442564596, within: 1e-5)
    // Φ(−0.0037762 / 0.0313150)
    #expect(abs(test.tailArea - 0.45201) < 1e-4)
    #expect(!test.isFound)
  }

  @Test("blocks and their means")
  func shape() {
    let shape = effect.series.shape
    #expect(shape.mean.count == 143)
    #expect(effect.carryover == 0)
    expectAgreement(effect.spendCoefficient, 1.2790444205361526, within: 1e-7)
    expectAgreement(shape.mean[0], 51.781429302349544, within: 1e-9)
    expectAgreement(shape.mean[101], 82.49899889126092, within: 1e-9)
    expectAgreement(shape.mean[142], 106.75149139968134, within: 1e-9)
  }

  struct Case: Sendable {
    let blocks: Range<Int>
    var others: Range<Int> = 101..<106
    let expected: Double
    let observed: Double
    let deviation: Double
  }

  static let cases = [
    Case(
      blocks: 101..<106, expected: 430.04877710414576, observed: 381, deviation: 10.38136247709308),
    Case(
      blocks: 101..<104, expected: 259.8389081683918, observed: 210, deviation: 7.424456329896222),
    Case(
      blocks: 91..<96, expected: 412.8644358262264, observed: 426, deviation: 10.35703223160058),
    Case(
      blocks: 97..<101, expected: 341.271725870557, observed: 312, deviation: 9.159175825287985),
    Case(
      blocks: 49..<54, expected: 427.58007386664076, observed: 415, deviation: 10.33684129683447),
  ]

  @Test("what blocks would have been, with the error", arguments: cases)
  func moments(_ one: Case) throws {
    let found = try #require(
      effect.series.loss(
        over: Array(one.blocks), leavingOut: Array(one.others),
        StructuralVariances(irregular: 1, level: 0.05)))
    expectAgreement(found.expected, one.expected, within: 1e-7)
    #expect(found.observed == one.observed)
    expectAgreement(found.standardDeviation, one.deviation, within: 1e-6)
    expectAgreement(found.loss, one.expected - one.observed, within: 1e-5)
    expectAgreement(
      found.standardized, (one.expected - one.observed) / one.deviation, within: 1e-5)
    expectAgreement(found.relative, 1 - one.observed / one.expected, within: 1e-5)
  }
}
