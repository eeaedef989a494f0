internal import Values

/// The floors or the caps of a call.
struct BudgetBounds {
  private let common: Double?
  private let own: [String: Double]
  let notes: [Note]

  /// Errors: `invalidArgument` for a channel that is not there, and what is no spend per time.
  init(_ call: Call, _ argument: String, _ model: ResponseCurves) throws(ValueError) {
    guard let value = call.value(argument) else {
      (common, own, notes) = (nil, [:], [])
      return
    }
    guard case .record(let record) = value else {
      let rate = try SpendRate(value, model, argument: argument)
      (common, own, notes) = (rate.perPeriod, [:], rate.notes)
      return
    }
    var own: [String: Double] = [:]
    var notes: [Note] = []
    let names = model.channels.map(\.name)
    for (name, amount) in record.fields {
      guard names.contains(name) else { throw ChannelNames.unknown(name, argument, names) }
      let rate = try SpendRate(amount, model, argument: argument)
      own[name] = rate.perPeriod
      if notes.isEmpty { notes = rate.notes }
    }
    (common, self.own, self.notes) = (nil, own, notes)
  }

  func amount(_ channel: ResponseCurves.Channel) -> Double? { common ?? own[channel.name] }
}
