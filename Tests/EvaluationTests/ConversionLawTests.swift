import Evaluation
import Foundation
import Testing
import Units
import Values

/// Converting twice is converting once, and compounding there and back is no change.
@Suite("The laws of conversions") struct ConversionLawTests {
  /// Units that measure one thing, with how many of the smallest each is.
  private static let families: [[(name: String, size: Double)]] = [
    [("months", 1), ("quarters", 3), ("years", 12)],
    [("hours", 1), ("days", 24), ("weeks", 168)],
    [("USD/month", 12), ("USD/quarter", 4), ("USD/year", 1)],
    [("USD/customer/month", 12), ("USD/customer/quarter", 4), ("USD/customer/year", 1)],
    [("customers/day", 7), ("customers/week", 1)],
    [("1/month", 12), ("1/quarter", 4), ("1/year", 1)],
  ]

  private static func amount(_ random: inout SeededGenerator) -> Double {
    let digits = Double(random.next() % 1_000_000) / 100 + 0.01
    return random.next() % 4 == 0 ? -digits : digits
  }

  private static func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * abs(b) }

  private static func magnitudes(_ lines: [String]) -> [Double] {
    let run = ScriptRun(lines.joined(separator: "\n"))
    #expect(run.outcome == .succeeded, "\(run.words)")
    return run.shown.map { $0.value.magnitude ?? .nan }
  }

  @Test("(a to u) to v is a to v, over 10,000 amounts", arguments: 1...10 as ClosedRange<UInt64>)
  func conversions(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var lines: [String] = []
    var wanted: [Double] = []
    for _ in 0..<1_000 {
      let family = random.pick(Self.families)
      let (from, by, to) = (random.pick(family), random.pick(family), random.pick(family))
      let amount = Self.amount(&random)
      let value =
        from.name.hasPrefix("1/") ? "\(amount)\(from.name.dropFirst())" : "\(amount) \(from.name)"
      lines += ["(\(value) to \(by.name)) to \(to.name)", "\(value) to \(to.name)"]
      wanted.append(amount * from.size / to.size)
    }
    let found = Self.magnitudes(lines)
    #expect(found.count == 2 * wanted.count)
    guard found.count == 2 * wanted.count else { return }
    for (index, value) in wanted.enumerated() {
      let (twice, once) = (found[2 * index], found[2 * index + 1])
      if !Self.isNear(twice, once) || !Self.isNear(once, value) {
        Issue.record("\(lines[2 * index]): \(twice), \(once) and not \(value)")
      }
    }
  }

  @Test(
    "compounding there and back is no change, over 10,000 rates",
    arguments: 1...10 as ClosedRange<UInt64>)
  func compounding(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let periods = [("month", 1.0), ("quarter", 3), ("year", 12)]
    let weeks = [("day", 1.0), ("week", 7)]
    var lines: [String] = []
    var wanted: [(there: Double, back: Double)] = []
    for _ in 0..<1_000 {
      let family = random.next() % 4 == 0 ? weeks : periods
      let (from, to) = (random.pick(family), random.pick(family))
      // A loss of which hardly anything is left cannot come back in 53 bits.
      let percent = Double(random.next() % 3_000) / 100
      let rate = percent / 100
      let isLoss = random.next() % 2 == 0
      let function = isLoss ? "compound" : "compound_growth"
      let there = "\(function)(\(percent)%/\(from.0), per: \(to.0))"
      lines += [there, "\(function)(\(there), per: \(from.0))"]
      let power = to.1 / from.1
      wanted.append(
        (isLoss ? 1 - Foundation.pow(1 - rate, power) : Foundation.pow(1 + rate, power) - 1, rate))
    }
    let found = Self.magnitudes(lines)
    #expect(found.count == 2 * wanted.count)
    guard found.count == 2 * wanted.count else { return }
    for (index, value) in wanted.enumerated() {
      let (there, back) = (found[2 * index], found[2 * index + 1])
      if abs(there - value.there) > 1e-12 * max(1, value.there) || abs(back - value.back) > 1e-11 {
        Issue.record("\(lines[2 * index + 1]): \(there) and \(back), not \(value)")
      }
    }
  }
}
