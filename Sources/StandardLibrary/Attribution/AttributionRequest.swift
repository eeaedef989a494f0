internal import Planning
internal import Statistics
internal import Units
internal import Values

/// What a call of an attribution function asks for, read from its arguments.
struct AttributionRequest: Sendable {
  var models: [AttributionModel]
  /// The order of the chain; nil for the one that tells unseen persons best.
  var order: Int? = 1
  var resets = true
  var keepsRepeats = true
  var keepsDuplicates = true
  /// How long before a purchase touches count, in microseconds; nil without a limit.
  var window: Double?
  /// In microseconds.
  var halfLife = 7 * AttributionRequest.day
  var weights = (first: 0.4, last: 0.4)
  var direct: [String] = ["direct"]
  var isRateGame = false
  var level = 0.95
  var hasIntervals = true
  var roles: [String: String] = [:]
  /// What stands between the channels of a path, where the log is reduced already.
  var separator = " > "

  static let day = Double(Instant.perDay)

  init(_ call: Call, models: [AttributionModel]) throws(ValueError) {
    self.models = models
    resets = call.bool("reset") ?? true
    keepsRepeats = call.word("repeats") != "merge"
    keepsDuplicates = call.word("duplicates") != "drop"
    isRateGame = call.word("game") == "rate"
    hasIntervals = call.bool("intervals") ?? true
    level = call.value("level")?.magnitude ?? 0.95
    order = try Self.order(call.value("order"))
    window = try Self.microseconds(call.quantity("window"), "window")
    halfLife = try Self.microseconds(call.quantity("half_life"), "half_life") ?? halfLife
    if let given = call.list("weights") { weights = try Self.weights(given) }
    if let list = call.list("direct") {
      direct = try Self.texts(list)
    } else if let word = call.word("direct") {
      direct = [word]
    }
    if let given = call.word("separator") { separator = given }
    guard !separator.isEmpty else {
      throw ValueError(
        .invalidArgument, "`separator:` must not be empty",
        because: "it is what stands between two channels", fixes: [.init("separator: \" > \"")],
        argument: "separator")
    }
    for role in AttributionParameters.roleNames {
      guard let column = call.columns(role).first else { continue }
      guard case .column(let name) = column.expression else {
        throw ValueError(
          .role, "`\(role):` takes a column as it stands",
          because: "`add` makes a column of an expression before the call", argument: role)
      }
      roles[role] = name
    }
    guard level > 0, level < 1 else {
      throw ValueError(
        .invalidArgument, "`level:` must lie between 0% and 100%", because: "it is \(level * 100)%",
        fixes: [.init("level: 95%")], argument: "level")
    }
    guard resets || window == nil else {
      throw ValueError(
        .unsupported, "`window:` needs paths that begin anew after each purchase",
        because: "with `reset: false` a touch belongs to several purchases of different ages",
        fixes: [.init("reset: true")], argument: "window")
    }
  }

  /// The rule of a model that looks at the places of touches alone; nil for the others.
  func rule(_ model: AttributionModel, direct: Set<Int32>) -> CreditRule? {
    switch model {
    case .first: .first
    case .last: .last
    case .lastNonDirect: .lastExcept(direct)
    case .linear: .linear
    case .position: .position(first: weights.first, last: weights.last)
    case .shapley: isRateGame ? nil : .distinctChannels
    case .timeDecay, .markov: nil
    }
  }

  /// The order of the chain for some journeys, with the losses by which it was chosen.
  func chainOrder(_ journeys: Journeys, seed: UInt64) -> (order: Int, losses: [Double]) {
    if let order { return (order, []) }
    let held = HeldOutOrder(
      journeys, resets: resets, greatest: TransitionChain.greatestOrder, seed: seed)
    return (held.best, held.losses)
  }

  static func order(_ value: Value?) throws(ValueError) -> Int? {
    guard let value else { return 1 }
    if case .text("best") = value { return nil }
    if let number = value.magnitude.flatMap({ Int(exactly: $0) }),
      (1...TransitionChain.greatestOrder).contains(number)
    {
      return number
    }
    throw ValueError(
      .invalidArgument, "`order:` takes 1 to \(TransitionChain.greatestOrder), or \"best\"",
      because: "it is how many touches the next step depends on", fixes: [.init("order: 2")],
      argument: "order")
  }

  private static func microseconds(
    _ quantity: Quantity?, _ argument: String
  ) throws(ValueError) -> Double? {
    guard let quantity, let unit = quantity.measure.unit.single else { return nil }
    guard unit.base != .monthTime else {
      throw ValueError(
        .invalidArgument, "`\(argument):` takes days, weeks or hours",
        because: "a month has no fixed number of days",
        fixes: [.init("\(argument): 30 days")], argument: argument)
    }
    let length = quantity.magnitude * unit.scale * day
    guard length > 0, length < JourneyStep.greatestMoment else {
      throw ValueError(
        .invalidArgument, "`\(argument):` must be longer than nothing",
        fixes: [.init("\(argument): 30 days")], argument: argument)
    }
    return length
  }

  private static func weights(_ list: List) throws(ValueError) -> (first: Double, last: Double) {
    let numbers = try list.allElements().compactMap(\.magnitude)
    guard numbers.count == 3, numbers.allSatisfy({ $0 >= 0 && $0.isFinite }),
      abs(numbers[0] + numbers[1] + numbers[2] - 1) < 1e-9
    else {
      throw ValueError(
        .invalidArgument,
        "`weights:` takes three shares that sum to 100%: of the first touch, of those between and of the last",
        fixes: [.init("weights: [40%, 20%, 40%]")], argument: "weights")
    }
    return (numbers[0], numbers[2])
  }

  private static func texts(_ list: List) throws(ValueError) -> [String] {
    try list.allElements().compactMap { if case .text(let text) = $0 { text } else { nil } }
  }
}
