internal import Statistics
internal import Values

/// The journeys of one group: each distinct one with its persons, and what their purchases were worth.
struct JourneyGroup: Sendable {
  /// What the purchases of one number of a journey were worth, over its persons.
  struct Worth: Sendable {
    var sum = 0.0
    /// The sum of the squares.
    var squares = 0.0
  }

  var key: GroupKey
  var journeys: Journeys
  /// By journey, for each of its purchases.
  var worths: [[Worth]] = []
  /// The journeys of those who bought something once more, told apart by the times of their steps, where
  /// these were asked for.
  var timedJourneys: Journeys
  var timedWorths: [[Worth]] = []

  init(key: GroupKey, channelCount: Int) {
    self.key = key
    journeys = Journeys(channelCount: channelCount)
    timedJourneys = Journeys(channelCount: channelCount, hasMoments: true)
  }

  /// Adds a journey that some persons have, with the worth of each of its purchases.
  mutating func add(_ steps: [Int32], persons: Double, worths: [Worth]) {
    journeys.add(steps, persons: persons)
    self.worths.append(worths)
  }

  /// Adds persons who have the journey that was added last.
  mutating func addToLast(persons: Double, worths: [Worth]) {
    guard let last = self.worths.indices.last else { return }
    journeys.addToLast(persons: persons)
    for (purchase, worth) in worths.enumerated() {
      self.worths[last][purchase].sum += worth.sum
      self.worths[last][purchase].squares += worth.squares
    }
  }

  /// Adds a journey of persons who bought something, with the moments of its steps.
  mutating func addTimed(
    _ steps: [Int32], persons: Double, worths: [Worth], times: [Double]
  ) {
    timedJourneys.add(steps, persons: persons, times: times)
    timedWorths.append(worths)
  }

  /// Takes touches of one channel in a row as one.
  mutating func mergeRepeats(resets: Bool) {
    journeys = journeys.withoutRepeats(resets: resets)
    timedJourneys = timedJourneys.withoutRepeats(resets: resets)
  }
}
