import Foundation
import StandardLibrary
import Testing
import Values

/// The paths of simulated persons against the chain that `truth` states, and the chain itself.
@Suite struct SimulatedJourneyTests {
  private static let market = Result {
    try SimulatedMarket([
      ("customers", .number(2_500)), ("channels", .number(6)), ("months", .number(18)),
      ("path_conversion", .number(0.3)), ("earlier_touch", .number(0.6)),
    ])
  }
  private let market: SimulatedMarket

  init() throws { market = try Self.market.get() }

  private func transitions() throws -> [String: [String: Double]] {
    let rows = try market.truth("transitions")
    var result: [String: [String: Double]] = [:]
    for row in 0..<rows.count {
      result[rows.texts("from")[row], default: [:]][rows.texts("to")[row]] =
        rows.numbers("probability")[row]
    }
    return result
  }

  @Test("the steps of the paths are those of the chain, each within 5 standard errors")
  func steps() throws {
    let touches = try market.rows("touches")
    let (persons, channels) = (touches.texts("person"), touches.texts("channel"))
    let seconds = touches.seconds("at")
    var counts: [String: [String: Int]] = [:]
    var previous = "(start)"
    for row in 0..<touches.count {
      if row > 0, persons[row] != persons[row - 1] {
        let end = persons[row - 1].hasPrefix("C") ? "(conversion)" : "(null)"
        counts[previous, default: [:]][end, default: 0] += 1
        previous = "(start)"
      } else if row > 0 {
        #expect(seconds[row] > seconds[row - 1])
      }
      counts[previous, default: [:]][channels[row], default: 0] += 1
      previous = channels[row]
    }
    let last = try #require(persons.last).hasPrefix("C") ? "(conversion)" : "(null)"
    counts[previous, default: [:]][last, default: 0] += 1
    for (from, row) in try transitions() {
      #expect(abs(row.values.reduce(0, +) - 1) < 1e-12, "\(from)")
      let total = counts[from]?.values.reduce(0, +) ?? 0
      for (to, probability) in row {
        let deviation = Deviation.ofShare(
          counts[from]?[to] ?? 0, of: total, expected: probability)
        #expect(abs(deviation) <= 5, "\(from) to \(to): \(deviation)")
      }
    }
    let converted = try market.rows("conversions")
    #expect(Set(persons.filter { $0.hasPrefix("C") }) == Set(converted.texts("person")))
  }

  /// P(conversion) by Gaussian elimination on I − Q, without one channel.
  private func conversion(_ chain: [String: [String: Double]], without removed: String?) -> Double {
    let states = chain.keys.sorted()
    var matrix = states.map { from in
      states.map { to in
        (from == to ? 1 : 0) - (to == removed ? 0 : chain[from]?[to] ?? 0)
      } + [chain[from]?["(conversion)"] ?? 0]
    }
    for pivot in states.indices {
      for row in states.indices where row != pivot {
        let factor = matrix[row][pivot] / matrix[pivot][pivot]
        for column in matrix[row].indices { matrix[row][column] -= factor * matrix[pivot][column] }
      }
    }
    let start = states.firstIndex(of: "(start)") ?? 0
    return matrix[start][states.count] / matrix[start][start]
  }

  @Test("removal effects are those of the stated chain, by elimination")
  func removal() throws {
    let chain = try transitions()
    let paths = try market.truth("paths")
    let all = conversion(chain, without: nil)
    let conversions = paths.numbers("conversions").reduce(0, +)
    let losses = paths.numbers("losses").reduce(0, +)
    #expect(abs(all - conversions / (conversions + losses)) < 1e-12)
    let effects = paths.texts("channel").map { 1 - conversion(chain, without: $0) / all }
    for (index, effect) in effects.enumerated() {
      #expect(abs(effect - paths.numbers("removal_effect")[index]) < 1e-10)
      #expect(abs(effect / effects.reduce(0, +) - paths.numbers("credit")[index]) < 1e-10)
    }
  }

  @Test("the stated transitions are those of a chain that is reversed by hand")
  func byHand() throws {
    // One channel: every touch before one is of the same channel, with probability 1/2. So of its
    // touches half stand before another; the others are ends, of which 0.3 · 1.4 convert.
    let single = try SimulatedMarket([
      ("channels", .number(1)), ("customers", .number(50)), ("months", .number(2)),
      ("path_conversion", .number(0.3)), ("earlier_touch", .number(0.5)),
    ])
    let rows = try single.truth("transitions")
    let steps = zip(rows.texts("to"), rows.numbers("probability"))
    let expected = [
      "search_ads": [1, 0.5], "(conversion)": [0.5 * 0.42], "(null)": [0.5 * 0.58],
    ]
    for (to, probability) in steps {
      #expect(expected[to]?.contains { abs($0 - probability) < 1e-12 } ?? false, "\(to)")
    }
    #expect(abs(try single.truth("paths").numbers("removal_effect")[0] - 1) < 1e-12)
  }
}
