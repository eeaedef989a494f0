internal import Statistics
internal import Units
internal import Values

/// Whether the credits depend on how long before a purchase touches count.
///
/// Credits with a window are compared with those of all touches; credits of all touches with those of the
/// last 30 days, where the log is not so large that this would take as long as the question itself.
struct WindowComparison {
  /// The window with which credits of all touches are compared, in days.
  static let days = 30.0
  /// Logs with more touches are not compared unless a window is given.
  static let mostTouches = 1_000_000.0
  /// The part of a credit whose change is said, and the fewest purchases.
  private static let least = (share: 0.1, purchases: 1.0)

  private(set) var notes: [Note] = []

  /// Credits the log once more, with another window.
  ///
  /// Errors: those of the engine; chains that cannot be solved are not compared.
  init(_ call: Call, _ request: AttributionRequest, _ data: AttributionData) throws(ValueError) {
    guard let events = data.log.events, request.resets else { return }
    guard request.window != nil || events.touchCount <= Self.mostTouches else {
      let limit = NumberText().text(.number(Self.mostTouches))
      notes.append(
        Note(
          .note,
          "with more than \(limit) touches it is not looked at whether credit depends on the window: `window: 30 days` does"
        ))
      return
    }
    var other = request
    other.hasIntervals = false
    other.window = request.window == nil ? Self.days * AttributionRequest.day : nil
    let log = try JourneyLog(call, other)
    let found = try AttributionData(log, other, context: call.context)
    let changes = request.models.map { (model: $0, of: Self.changes(data, found, $0)) }
      .filter { !$0.of.isEmpty }
    // Of several models the one that changes most stands for all.
    var most = changes.first
    for other in changes where other.of[0].size > most?.of[0].size ?? 0 { most = other }
    guard let most else { return }
    let what =
      request.window == nil
      ? "with the touches of the last \(NumberText().text(.number(Self.days))) days before a purchase alone"
      : "with touches of any age"
    let names = changes.map(\.model.rawValue).joined(separator: ", ")
    let example = changes.count > 1 ? most.model.rawValue : "it"
    let shown = most.of.prefix(3).map(\.words).joined(separator: ", ")
    let more = most.of.count > 3 ? ", and \(most.of.count - 3) more channels change" : ""
    notes.append(
      Note(
        .warning,
        "credit of \(names) depends on the window: \(what) \(example) gives \(shown)\(more)"))
  }

  /// The channels whose credit changes, the greatest change first.
  private static func changes(
    _ data: AttributionData, _ other: AttributionData, _ model: AttributionModel
  ) -> [(size: Double, words: String)] {
    let mine = credits(data, model), theirs = credits(other, model)
    func text(_ number: Double) -> String {
      NumberText().text(.number(number < 100 ? (number * 10).rounded() / 10 : number.rounded()))
    }
    var changed: [(size: Double, words: String)] = []
    for index in data.log.channels.indices {
      let name = data.log.name(Int32(truncatingIfNeeded: index))
      let credit = mine[name] ?? 0, second = theirs[name] ?? 0
      let change = (credit - second).magnitude
      guard change >= least.purchases, change > least.share * max(credit, second) else { continue }
      changed.append((change, "\(name) \(text(second)) instead of \(text(credit))"))
    }
    // Of equal changes that of the first channel.
    return changed.enumerated().sorted {
      $0.element.size == $1.element.size
        ? $0.offset < $1.offset : $0.element.size > $1.element.size
    }.map(\.element)
  }

  /// The credits of all groups by the name of the channel.
  private static func credits(
    _ data: AttributionData, _ model: AttributionModel
  ) -> [String: Double] {
    var credits: [String: Double] = [:]
    for group in data.groups {
      guard let credit = group.credits.credits[model]?.credit else { continue }
      for (index, value) in credit.enumerated() {
        credits[data.log.name(Int32(truncatingIfNeeded: index)), default: 0] += value
      }
    }
    return credits
  }
}
