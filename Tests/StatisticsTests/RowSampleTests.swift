import Statistics
import Testing

@Suite struct RowSampleTests {
  /// Made with Python 3.11 from the published SplitMix64, FNV-1a and Floyd's algorithm.
  @Test("the rows of a seed are those of the published algorithms")
  func published() {
    #expect(RowSample.rows(3, of: 6, seed: 4) == [1, 2, 4])
    #expect(RowSample.rows(5, of: 1_000, seed: 7) == [524, 681, 831, 842, 859])
    #expect(RowSample.rows(8, of: 10, seed: 0) == [0, 1, 2, 3, 4, 7, 8, 9])
    #expect(
      RowSample.rows(4, of: 1_000_000_000, seed: 1) == [58442368, 222808857, 583612993, 654682193])
  }

  @Test("all rows are taken where there are no more, and none of none")
  func ends() {
    #expect(RowSample.rows(3, of: 3, seed: 1) == [0, 1, 2])
    #expect(RowSample.rows(9, of: 3, seed: 1) == [0, 1, 2])
    #expect(RowSample.rows(0, of: 3, seed: 1).isEmpty)
    #expect(RowSample.rows(5, of: 0, seed: 1).isEmpty)
  }

  /// Each of the ten pairs of five rows is expected 400 times in 4,000 seeds.
  ///
  /// The sum of (found − expected)² / expected follows chi-squared with 9 degrees of freedom, whose
  /// quantile at 99.9% is 27.88 (Pearson & Hartley, Biometrika Tables for Statisticians, table 8).
  @Test("every set of rows is as likely as any other")
  func uniform() {
    var counts: [[Int]: Int] = [:]
    for seed in 0..<4_000 { counts[RowSample.rows(2, of: 5, seed: UInt64(seed)), default: 0] += 1 }
    #expect(counts.count == 10)
    let statistic = counts.values.reduce(0.0) { sum, count in
      let distance = Double(count) - 400
      return sum + distance * distance / 400
    }
    #expect(statistic < 27.88)
  }
}
