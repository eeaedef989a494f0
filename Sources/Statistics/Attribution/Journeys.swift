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

  package init(channelCount: Int) { self.channelCount = channelCount }

  package var count: Int { ends.count }

  /// Adds a journey that some persons have; steps outside of the channels count as a purchase.
  package mutating func add(_ journey: [Int32], persons count: Double = 1) {
    for step in journey {
      steps.append(step >= 0 && step < Int32(channelCount) ? step : Self.conversion)
    }
    ends.append(steps.count)
    persons.append(count)
  }

  package mutating func add(_ journey: ArraySlice<Int32>, persons count: Double = 1) {
    add(Array(journey), persons: count)
  }

  package func range(_ journey: Int) -> Range<Int> {
    (journey == 0 ? 0 : ends[journey - 1])..<ends[journey]
  }

  /// The same with touches of one channel in a row taken as one.
  ///
  /// Where paths do not begin anew after a purchase (`resets` is false), touches before and after one are
  /// in a row as well.
  package func withoutRepeats(resets: Bool) -> Journeys {
    var merged = Journeys(channelCount: channelCount)
    for journey in 0..<count {
      var last: Int32 = Self.conversion
      for place in range(journey) {
        let step = steps[place]
        if step != Self.conversion, step == last { continue }
        merged.steps.append(step)
        if step != Self.conversion || resets { last = step }
      }
      merged.ends.append(merged.steps.count)
      merged.persons.append(persons[journey])
    }
    return merged
  }
}

/// One way to a purchase, or to none: touches in their order.
package struct JourneyPath: Sendable {
  /// The channels that touched, in their order.
  package var touches: ArraySlice<Int32>
  package var isConverted: Bool
  /// Which purchase of the journey it leads to, from 0; of a path to none the number before it.
  package var ordinal: Int
}

extension Journeys {
  /// The paths of a journey.
  ///
  /// With `resets` a path begins after the purchase before it, and the touches after the last
  /// purchase are a path to none. Without, each path begins where the journey does, and the
  /// touches after the last purchase are no path, for they are on that person's way already.
  /// A purchase without a touch on its path has an empty one.
  package func paths(of journey: Int, resets: Bool) -> [JourneyPath] {
    let all = range(journey)
    var paths: [JourneyPath] = []
    var start = all.lowerBound
    // Without resets the paths are beginnings of the same touches, which are kept once.
    let touchesOfAll = resets ? [] : steps[all].filter { $0 != Self.conversion }
    for place in all where steps[place] == Self.conversion {
      let touches =
        resets
        ? steps[start..<place] : touchesOfAll[..<(place - all.lowerBound - paths.count)]
      paths.append(JourneyPath(touches: touches, isConverted: true, ordinal: paths.count))
      start = place + 1
    }
    if start < all.upperBound, resets || paths.isEmpty {
      paths.append(
        JourneyPath(
          touches: steps[start..<all.upperBound], isConverted: false, ordinal: paths.count))
    }
    return paths
  }
}
