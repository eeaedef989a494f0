internal import Statistics
internal import Units
internal import Values

/// What a reader of credits must know: persons without touches, thin channels, what the models take for granted.
struct AttributionFindings {
  private let data: AttributionData
  private let request: AttributionRequest
  private let spend: AttributionSpend?
  private let text = NumberText()

  init(_ data: AttributionData, _ request: AttributionRequest, _ spend: AttributionSpend?) {
    self.data = data
    self.request = request
    self.spend = spend
  }

  func notes(_ models: [AttributionModel]) -> [Note] {
    var notes = data.log.gaps(
      request, untouched: "the row \(CreditRows.untouched), which no channel is credited with")
    let later = sum { $0.laterPaths }
    if later > 0 {
      notes.append(
        Note(
          .note,
          "\(number(later, "path")) of touches after a purchase \(later == 1 ? "counts" : "count") as \(later == 1 ? "a path" : "paths") to none"
        ))
    }
    notes += thinChannels()
    notes += unmatchedChannels()
    if let window = request.window {
      notes.append(
        Note(
          .note,
          "touches more than \(text.text(.number(window / AttributionRequest.day))) days before a purchase do not count"
        ))
    }
    if models.contains(.markov), request.order == nil {
      for group in data.groups where !group.credits.losses.isEmpty {
        let losses = group.credits.losses.enumerated().map {
          "\($0.offset + 1): \(text.text(.number(($0.element * 1e4).rounded() / 1e4)))"
        }
        notes.append(
          Note(
            .note,
            "markov of order \(group.credits.order), whose held-out loss is the least (\(losses.joined(separator: ", ")))"
          ))
      }
    }
    return notes
  }

  /// Fewer purchases than this with a touch of a channel say little of it.
  private static let fewest = 10.0

  private func thinChannels() -> [Note] {
    guard sum({ $0.touchedPurchases }) > 0 else { return [] }
    var names: [String] = []
    for (index, channel) in data.log.channels.enumerated() {
      let support = data.groups.map { $0.credits.support[index] }
      if let least = support.min(), least < Self.fewest {
        names.append("\(short(name(channel))) (\(text.text(.number(least))))")
      }
    }
    guard !names.isEmpty else { return [] }
    return [
      Note(
        .warning,
        "few purchases had a touch of \(list(names)): with fewer than 10, credit says little")
    ]
  }

  private func unmatchedChannels() -> [Note] {
    guard let spend else { return [] }
    let touched = Set(data.log.channels.map(name))
    var onlySpent: [String] = []
    var known: Set<String> = []
    for group in data.groups {
      for channel in spend.channels(group.key) {
        let name = name(channel)
        guard known.insert(name).inserted, !touched.contains(name) else { continue }
        onlySpent.append(name)
      }
    }
    let free = data.log.channels.map(name).filter { !known.contains($0) }
    var notes: [Note] = []
    if !onlySpent.isEmpty {
      notes.append(
        Note(
          .warning, "no touch is of \(list(onlySpent.map(short))), on which money was spent")
      )
    }
    if !free.isEmpty {
      notes.append(
        Note(.note, "nothing was spent on \(list(free.map(short))), so its cost is missing"))
    }
    return notes
  }

  private func name(_ channel: Value) -> String {
    if case .text(let name) = channel { name } else { "(none)" }
  }

  private func short(_ name: String) -> String {
    name.count > 40 ? "\(name.prefix(40))…" : name
  }

  /// The first of many names.
  private func list(_ names: [String]) -> String {
    names.prefix(5).joined(separator: ", ")
      + (names.count > 5 ? " and \(names.count - 5) more" : "")
  }

  private func sum(_ figure: (GroupCredits) -> Double) -> Double {
    data.groups.reduce(0) { $0 + figure($1.credits) }
  }

  private func number(_ count: Double, _ thing: String) -> String {
    "\(text.text(.number(count))) \(thing)\(count == 1 ? "" : "s")"
  }

  static func intervalText(_ request: AttributionRequest) -> String {
    "\(NumberText().text(Quantity(request.level, .share))) interval: persons are resampled in "
      + "\(ResamplingWeights.bucketCount) buckets, \(ResamplingWeights.replicateCount) times"
      + (request.models.contains(.markov)
        ? "; what a person changes in the chain is taken to first order, and each channel has another "
          + "purchase of the weight Gamma(½), as Jeffreys' prior adds it" : "")
  }

  static func assumptions(
    _ request: AttributionRequest, _ models: [AttributionModel]
  ) -> [String] {
    var assumptions = [
      "credit divides the purchases that happened; it does not say what would happen without a channel, "
        + "which only an experiment does",
      "touches that the log does not have (offline, other devices) are credited to others",
      "touches of one instant stand in the order of their channels, and before a purchase of that instant",
      request.resets
        ? "a path begins anew after each purchase"
        : "each purchase has all earlier touches of its person",
    ]
    if models.contains(.markov) {
      assumptions.append(
        "the next step depends on the last touches alone, as many as `order:` says")
      assumptions.append(
        "dividing by the sum of the removal effects is a convention: they sum to more than 1")
    }
    if models.contains(.lastNonDirect) {
      assumptions.append("direct touches are those of \(request.direct.joined(separator: ", "))")
    }
    if models.contains(.timeDecay) {
      assumptions.append(
        "a touch weighs half after \(NumberText().text(.number(request.halfLife / AttributionRequest.day))) days"
      )
    }
    return assumptions
  }
}
