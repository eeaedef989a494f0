/// The journeys of persons: what touched them and when they bought, in order, with how many have each sequence.
///
/// A sequence may stand several times, as where persons paid different amounts on the same way.
///
/// A step is the index of a channel, or `conversion`. Everything that attribution computes of a log
/// depends on it only through these sequences and how many persons have each.
package struct Journeys: Sendable {
  /// The step that is a purchase.
  package static let conversion: Int32 = -1

  package let channelCount: Int
  /// The steps of all journeys, one after the other.
  package private(set) var steps: [Int32] = []
  /// Where each journey ends in `steps`.
  package private(set) var ends: [Int] = []
  /// How many persons have each journey.
  package private(set) var persons: [Double] = []
  /// When each step was, since any moment that is the same for a journey; empty where that is not known.
  package private(set) var moments: [Double] = []
  package let hasMoments: Bool

  package init(channelCount: Int, hasMoments: Bool = false) {
    self.channelCount = channelCount
    self.hasMoments = hasMoments
  }

  package var count: Int { ends.count }

  /// Adds a journey that some persons have; steps outside of the channels count as a purchase.
  ///
  /// `times` are the moments of its steps where these are kept; a moment that is left out is 0.
  package mutating func add(
    _ journey: [Int32], persons count: Double = 1, times: [Double] = []
  ) {
    for step in journey {
      steps.append(step >= 0 && step < Int32(channelCount) ? step : Self.conversion)
    }
    if hasMoments {
      moments += times.prefix(journey.count)
      while moments.count < steps.count { moments.append(0) }
    }
    ends.append(steps.count)
    persons.append(count)
  }

  package mutating func add(_ journey: ArraySlice<Int32>, persons count: Double = 1) {
    add(Array(journey), persons: count)
  }

  /// Adds persons who have the journey that was added last.
  package mutating func addToLast(persons count: Double) {
    guard let last = persons.indices.last else { return }
    persons[last] += count
  }

  package func range(_ journey: Int) -> Range<Int> {
    (journey == 0 ? 0 : ends[journey - 1])..<ends[journey]
  }

  /// The same with touches of one channel in a row taken as one.
  ///
  /// Where paths do not begin anew after a purchase (`resets` is false), touches before and after one are
  /// in a row as well. Of touches in a row the first stays.
  package func withoutRepeats(resets: Bool) -> Journeys {
    var merged = Journeys(channelCount: channelCount, hasMoments: hasMoments)
    for journey in 0..<count {
      var last: Int32 = Self.conversion
      for place in range(journey) {
        let step = steps[place]
        if step != Self.conversion, step == last { continue }
        merged.steps.append(step)
        if hasMoments { merged.moments.append(moments[place]) }
        if step != Self.conversion || resets { last = step }
      }
      merged.ends.append(merged.steps.count)
      merged.persons.append(persons[journey])
    }
    return merged
  }
}
