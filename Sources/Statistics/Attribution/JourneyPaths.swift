/// One way to a purchase, or to none: touches in their order.
package struct JourneyPath: Sendable {
  /// The channels that touched, in their order.
  package var touches: ArraySlice<Int32>
  package var isConverted: Bool
  /// Which purchase of the journey it leads to, from 0; of a path to none the number before it.
  package var ordinal: Int
  /// The steps that it takes, among those of all journeys: touches, and purchases on the way that do not end it.
  ///
  /// A purchase that it leads to is the step behind them.
  package var places: Range<Int>
}

/// The paths of a journey, one after the other.
package struct JourneyPaths: Sequence, IteratorProtocol {
  private let steps: [Int32]
  private let all: Range<Int>
  private let resets: Bool
  /// Without resets the paths are beginnings of the same touches, which are kept once.
  private let touches: [Int32]
  /// Where the next path begins, and the first step that was not looked at.
  private var start: Int
  private var place: Int
  private var ordinal = 0
  private var isDone = false

  fileprivate init(_ steps: [Int32], _ all: Range<Int>, resets: Bool) {
    self.steps = steps
    self.all = all
    self.resets = resets
    touches = resets ? [] : steps[all].filter { $0 != Journeys.conversion }
    (start, place) = (all.lowerBound, all.lowerBound)
  }

  package mutating func next() -> JourneyPath? {
    while place < all.upperBound {
      place += 1
      if steps[place - 1] == Journeys.conversion { return path(to: place - 1, isConverted: true) }
    }
    guard !isDone, start < all.upperBound, resets || ordinal == 0 else { return nil }
    isDone = true
    return path(to: all.upperBound, isConverted: false)
  }

  private mutating func path(to end: Int, isConverted: Bool) -> JourneyPath {
    let path = JourneyPath(
      touches: resets ? steps[start..<end] : touches[..<(end - all.lowerBound - ordinal)],
      isConverted: isConverted, ordinal: ordinal,
      places: (resets ? start : all.lowerBound)..<end)
    start = end + 1
    ordinal += 1
    return path
  }
}

extension Journeys {
  /// The paths of a journey.
  ///
  /// With `resets` a path begins after the purchase before it, and the touches after the last
  /// purchase are a path to none. Without, each path begins where the journey does, and the
  /// touches after the last purchase are no path, for they are on that person's way already.
  /// A purchase without a touch on its path has an empty one.
  package func paths(of journey: Int, resets: Bool) -> JourneyPaths {
    JourneyPaths(steps, range(journey), resets: resets)
  }
}
