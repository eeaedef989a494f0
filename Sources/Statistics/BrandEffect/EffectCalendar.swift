/// How the points of a series are gathered to blocks, and how many of them a year has.
///
/// Days are gathered to weeks, so that the days of the week need no parameters and counts are not too
/// small for a normal approximation.
package struct EffectCalendar: Sendable, Equatable {
  /// How many points a block has: 7 days.
  package let block: Int
  /// How many points a year has.
  package let year: Double

  /// - Parameters:
  ///   - block: taken as 1 where it is less.
  ///   - year: taken as one block where it is less, or not finite.
  package init(block: Int, year: Double) {
    self.block = max(1, block)
    let least = Double(self.block)
    self.year = year.isFinite ? max(year, least) : least
  }

  package static let days = EffectCalendar(block: 7, year: 365.25)
  package static let weeks = EffectCalendar(block: 1, year: 365.25 / 7)
  package static let months = EffectCalendar(block: 1, year: 12)
}

/// The blocks of a series, aligned with its dark periods.
struct EffectBlocks: Sendable {
  enum Kind: Sendable, Equatable {
    case outside, dark, recovery
  }

  /// The positions of each block's points.
  private(set) var ranges: [Range<Int>] = []
  private(set) var kinds: [Kind] = []
  /// For each dark period its blocks, those of the recovery included.
  private(set) var windows: [Range<Int>] = []

  var count: Int { ranges.count }
  /// The blocks of the first dark period and its recovery; none without a dark period.
  var firstWindow: Range<Int> { windows.first ?? ranges.count..<ranges.count }
  /// The blocks of all windows.
  var window: [Int] { windows.flatMap(Array.init) }

  /// Cuts a series.
  ///
  /// A dark period and its recovery are cut from their beginnings on, what lies between from its end
  /// backwards, so that whole blocks stand next to a dark period. A rest under half a block joins its
  /// neighbour. The recovery ends where the next dark period begins.
  ///
  /// - Parameters:
  ///   - count: how many points there are.
  ///   - dark: ascending, not empty, within the series.
  ///   - recovery: how many points it has.
  ///   - calendar: how many points a block has.
  init(count: Int, dark: [Range<Int>], recovery: Int, calendar: EffectCalendar) {
    let recovery = min(max(0, recovery), count)
    var end = 0
    for (number, period) in dark.enumerated() {
      add(end..<period.lowerBound, .outside, calendar.block, isBackwards: true)
      let first = ranges.count
      add(period, .dark, calendar.block)
      let next = number + 1 < dark.count ? dark[number + 1].lowerBound : count
      end = min(next, period.upperBound + recovery)
      add(period.upperBound..<end, .recovery, calendar.block)
      windows.append(first..<ranges.count)
    }
    add(end..<count, .outside, calendar.block)
  }

  private mutating func add(
    _ range: Range<Int>, _ kind: Kind, _ length: Int, isBackwards: Bool = false
  ) {
    guard !range.isEmpty else { return }
    let (whole, rest) = range.count.quotientAndRemainder(dividingBy: length)
    var lengths = [Int](repeating: length, count: whole)
    if rest > 0 {
      if 2 * rest >= length || whole == 0 {
        lengths.append(rest)
      } else {
        lengths[whole - 1] += rest
      }
    }
    if isBackwards { lengths.reverse() }
    var start = range.lowerBound
    for length in lengths {
      ranges.append(start..<(start + length))
      kinds.append(kind)
      start += length
    }
  }
}
