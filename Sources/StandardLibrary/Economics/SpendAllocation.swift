internal import Values

/// The cost of each group: as measured, or with `share:` spread by the customers won.
struct SpendAllocation: Sendable {
  /// Entries whose keys are groups of the result.
  var entries: [SpendReduction.Entry]

  /// With `share:` the cost of each of its values (a channel, in one period of `every:`) is spread
  /// over the groups in proportion to the customers that it won in each; what won nobody goes to
  /// the group of missing values, so that the costs still add up.
  init(
    _ spend: [SpendReduction.Entry], _ request: EconomicsRequest, _ customers: CustomerReduction,
  ) {
    guard !request.share.isEmpty else {
      entries = spend
      return
    }
    let length = request.every?.months
    func window(_ month: Int) -> Int { length.map { month / $0 } ?? 0 }
    let keyCount = request.keys.count
    var won: [Source: [GroupKey: Double]] = [:]
    for entry in customers.entries where entry.won > 0 {
      guard let startMonth = entry.startMonth else { continue }
      let cells = customers.groups[entry.group].cells
      let source = Source(
        key: GroupKey(cells: Array(cells.dropFirst(keyCount))), window: window(startMonth))
      won[source, default: [:]][GroupKey(cells: Array(cells.prefix(keyCount))), default: 0] +=
        entry.won
    }
    let none = GroupKey(cells: Array(repeating: .missing, count: keyCount))
    entries = []
    for outlay in spend {
      let source = Source(key: outlay.key, window: window(outlay.month))
      let shares = won[source] ?? [none: 1]
      let groups = shares.sorted { $0.key < $1.key }
      var total = 0.0
      for (_, count) in groups { total += count }
      for (key, count) in groups {
        var part = outlay
        part.key = key
        part.cost = outlay.cost * count / total
        entries.append(part)
      }
    }
  }

  private struct Source: Hashable {
    var key: GroupKey
    var window: Int
  }
}
