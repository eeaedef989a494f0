import Statistics
import Testing

@Suite("Resampling")
struct ResamplingTests {
  static let weights = ResamplingWeights(seed: 1, unit: "customer")

  @Test("counters give SplitMix64's published sequence")
  func splitMix() {
    // The first outputs of the reference program (Vigna 2015, splitmix64.c) from state 1234567.
    let reference = CounterGenerator(state: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
    ]
    #expect((0..<3).map { reference.bits(at: $0) } == expected)
  }

  @Test("streams are repeatable and differ by name")
  func streams() {
    let generator = CounterGenerator(seed: 7, stream: "customer")
    let again = CounterGenerator(seed: 7, stream: "customer")
    let other = CounterGenerator(seed: 7, stream: "deal")
    let bits = (0..<1000).map { generator.bits(at: $0) }
    #expect(bits == (0..<1000).map { again.bits(at: $0) })
    #expect(Set(bits).count == 1000)
    #expect(Set(bits).isDisjoint(with: (0..<1000).map { other.bits(at: $0) }))
  }

  @Test("the weights of a replicate have mean one")
  func meanOne() {
    for replicate in [0, 1, 7, 8, 500, 999] {
      let total = (0..<200).reduce(0.0) { sum, bucket in
        sum + Self.weights.weight(bucket: bucket, replicate: replicate)
      }
      expectAgreement(total, 200)
    }
  }

  @Test("before division the weights follow a Poisson distribution of mean one")
  func poisson() {
    // The weight of replicate r is count / mean, and the least positive weight is 1 / mean as long
    // as some bucket was drawn once; so the counts can be had back.
    var observed = [Double](repeating: 0, count: 6)
    for replicate in 0..<1000 {
      let row = (0..<200).map { Self.weights.weight(bucket: $0, replicate: replicate) }
      let unit = row.filter { $0 > 0 }.min() ?? 1
      for weight in row { observed[min(5, Int((weight / unit).rounded()))] += 1 }
    }
    // e⁻¹/k! for k = 0…4 and the rest.
    let probabilities: [Double] = [
      0.36787944117144233, 0.36787944117144233, 0.18393972058572117, 0.061313240195240384,
      0.015328310048810096, 0.003659846827343769,
    ]
    var chiSquare = 0.0
    for (count, probability) in zip(observed, probabilities) {
      let expected = 200_000 * probability
      chiSquare += (count - expected) * (count - expected) / expected
    }
    // The 99.9% point of chi-square with 5 degrees of freedom (scipy 1.17.1, chi2.ppf).
    #expect(chiSquare < 20.515005652432873)
  }

  @Test("units are independent and a unit is matched")
  func units() {
    let again = ResamplingWeights(seed: 1, unit: "customer")
    let deals = ResamplingWeights(seed: 1, unit: "deal")
    var product = 0.0
    for replicate in 0..<1000 {
      for bucket in stride(from: 0, to: 200, by: 7) {
        let weight = Self.weights.weight(bucket: bucket, replicate: replicate)
        #expect(weight == again.weight(bucket: bucket, replicate: replicate))
        product += (weight - 1) * (deals.weight(bucket: bucket, replicate: replicate) - 1)
      }
    }
    // 29,000 products of independent variables with variance one: five standard errors.
    #expect((product / 29_000).magnitude < 5 / Double(29_000).squareRoot())
  }

  @Test("replicates are the product of weights and bucket sums", arguments: [1, 2, 3])
  func product(statistics: Int) {
    let generator = CounterGenerator(seed: 5, stream: "sums")
    let groups = 2
    var sums = (0..<(groups * statistics * 200)).map {
      generator.uniform(at: UInt64($0)) * 1000 - 300
    }
    // The second group is empty but for three buckets.
    for index in (statistics * 200)..<sums.count where ![0, 77, 199].contains(index % 200) {
      sums[index] = 0
    }
    let result = ReplicateSums(
      bucketSums: sums.span, groups: groups, statistics: statistics, weights: Self.weights,
    )
    for group in 0..<groups {
      for statistic in 0..<statistics {
        let first = (group * statistics + statistic) * 200
        let column = sums[first..<(first + 200)]
        expectAgreement(
          result.total(group: group, statistic: statistic), column.reduce(0, +), within: 1e-12,
        )
        let replicates = Array(result.replicates(group: group, statistic: statistic))
        #expect(replicates.count == 1000)
        for replicate in [0, 7, 8, 501, 999] {
          var expected = 0.0
          for bucket in 0..<200 {
            expected +=
              column[first + bucket] * Self.weights.weight(bucket: bucket, replicate: replicate)
          }
          expectAgreement(replicates[replicate], expected, within: 1e-12)
        }
      }
    }
  }

  @Test(
    "replicates vary as the units do, whatever their number", arguments: [100, 10_000, 1_000_000])
  func spread(units: Double) {
    // Units spread evenly have no spread between replicates: without dividing by the mean weight
    // their total would vary by 1/√200 = 7%.
    let even = [Double](repeating: units / 200, count: 200)
    // Counts that alternate by ± √(units/200) have the variance of Poisson counts: Σ (x - x̄)² =
    // units, so the replicates of their total have a standard deviation of about √units.
    let deviation = (units / 200).squareRoot()
    let alternating = (0..<200).map {
      units / 200 + ($0.isMultiple(of: 2) ? deviation : -deviation)
    }
    let result = ReplicateSums(
      bucketSums: (even + alternating).span, groups: 2, statistics: 1, weights: Self.weights)
    for replicate in result.replicates(group: 0, statistic: 0) {
      expectAgreement(replicate, units)
    }
    var squares = 0.0
    for replicate in result.replicates(group: 1, statistic: 0) {
      squares += (replicate - units) * (replicate - units)
    }
    // The standard deviation of 1,000 draws is itself known to 1/√2000 = 2.2%; four of those.
    #expect(((squares / 1000 / units).squareRoot() - 1).magnitude < 0.09)
  }

  @Test("sums of another size give an empty result")
  func wrongSize() {
    let result = ReplicateSums(
      bucketSums: [1, 2, 3].span, groups: 1, statistics: 1, weights: Self.weights,
    )
    #expect(result.groupCount == 0)
    #expect(result.replicates.isEmpty)
  }

  @Test("a compensated sum keeps what a plain sum loses")
  func compensated() {
    func sum(_ values: [Double]) -> Double { CompensatedSum.of(values.span) }
    // 1 + 1e100 + 1 − 1e100 is 2 in exact arithmetic, 0 when added plainly (Neumaier's example).
    #expect(sum([1, 1e100, 1, -1e100]) == 2)
    #expect(sum([0.1, 0.2, -0.3]) == 2.7755575615628914e-17)
    #expect(sum([.infinity, 1]) == .infinity)
    #expect(sum([]) == 0)
  }
}
