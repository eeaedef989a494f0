internal import Units
internal import Values

/// The channels that an argument names, found among those of a table.
enum ChannelNames {
  /// Nil where the argument was left out.
  ///
  /// Errors: `invalidArgument` for a channel that is not there.
  static func asked(
    _ call: Call, _ argument: String, of channels: [String]
  ) throws(ValueError) -> Set<String>? {
    guard let value = call.value(argument) else { return nil }
    let values = try call.list(argument)?.allElements() ?? [value]
    var names: Set<String> = []
    for value in values {
      guard case .text(let name) = value else { continue }
      guard channels.contains(name) else { throw missing(name, argument, channels) }
      names.insert(name)
    }
    return names
  }

  /// A channel that is not there, with one that is written nearly so.
  static func missing(_ name: String, _ argument: String, _ channels: [String]) -> ValueError {
    let near = alike(name, channels) ?? channels.first
    let shown = channels.prefix(20).joined(separator: ", ")
    return ValueError(
      .invalidArgument, "the spend has no channel \"\(name)\"",
      because: channels.isEmpty
        ? "none of its rows has a channel" : "its channels are \(shown)",
      fixes: near.map { [.init("\(argument): \"\($0)\"")] } ?? [], argument: argument)
  }

  /// A channel that a model does not have.
  static func unknown(_ name: String, _ argument: String, _ channels: [String]) -> ValueError {
    let near = alike(name, channels).map { ": it is written \($0)" } ?? ""
    return ValueError(
      .invalidArgument, "there is no channel \(name)\(near)",
      because: "the channels are \(NameList.text(channels))", argument: argument)
  }

  /// The name that is the same but for capitals, spaces and marks.
  static func alike(_ name: String, _ names: [String]) -> String? {
    let wanted = RoleResolution.normalized(name)
    return names.first { $0 != name && RoleResolution.normalized($0) == wanted }
  }
}

extension RegularSeries {
  /// The channel of a series of spend: the last of its keys.
  var channel: String? {
    if case .text(let name)? = key.cells.last { name } else { nil }
  }
}

/// Units of days and of money per day.
struct DayUnits {
  let day: Measure
  let moneyPerDay: Measure

  init(_ currency: NamedUnit) {
    let day = UnitCatalogue().named("day").map { Unit($0) }
    self.day = day.map(Measure.unit) ?? .number
    moneyPerDay = day.map { .unit(Unit(currency).divided(by: $0).unit) } ?? .unit(Unit(currency))
  }
}
