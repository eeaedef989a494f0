internal import Statistics
internal import Units
internal import Values

/// What a split of a budget may be, for the periods of a model.
struct BudgetRequest {
  /// A channel with where its spend may lie, per period.
  struct Channel {
    let channel: ResponseCurves.Channel
    /// Nil where the data do not tell it; its spend stays.
    let curve: SaturationCurve?
    let today: Double
    let floor: Double
    let cap: Double
    /// The least and the most that the data have seen.
    let seen: ClosedRange<Double>
    /// What an outcome is worth; 1 where outcomes count alike.
    let worth: DrawnFigure
  }

  let model: ResponseCurves
  /// The units of the result.
  let units: ResponseUnits
  let perPeriod: Double
  let budget: Double?
  /// Spend for the next unit of value, where no budget is given.
  let target: Double?
  let step: Double?
  let hasValues: Bool
  private(set) var channels: [Channel] = []
  /// The channels whose spend is chosen.
  private(set) var free: [Channel] = []
  private(set) var notes: [Note] = []

  /// Reads what `allocate` and `plan` share.
  ///
  /// Without a budget and a target it is what pays, by what an outcome is worth.
  ///
  /// Errors: `invalidArgument` for arguments that do not fit; `outOfRange` for spend beyond the data.
  init(
    _ call: Call, _ model: ResponseCurves, _ units: ResponseUnits, budget: Double?, step: Double?
  ) throws(ValueError) {
    (self.model, self.units, self.budget, self.step) = (model, units, budget, step)
    perPeriod = model.rate(per: units.time).perPeriod
    let asked = try BudgetTarget(call, model.units)?.costPerOutcome
    hasValues = call.has("value")
    guard [budget != nil, asked != nil].count(where: { $0 }) < 2, asked == nil || !hasValues else {
      throw ValueError(
        .invalidArgument, "`target:` stands alone",
        because:
          "it spends until the next outcome costs so much, whatever the budget and the value of an outcome",
        argument: "target")
    }
    guard budget != nil || asked != nil || hasValues else {
      throw ValueError(
        .invalidArgument, "how much is spent is not said",
        because:
          "`budget:` is split, `target:` is what the next outcome may cost, `value:` what it is worth",
        fixes: [.init("budget: \(SpendRate.example(units))")])
    }
    target = budget == nil ? asked ?? 1 : nil
    if let step, step <= 0 {
      throw ValueError(
        .invalidArgument, "`step:` must be more than nothing", argument: "step")
    }
    let worth = try OutcomeValue(call, model)
    let floors = try BudgetBounds(call, "floor", model), caps = try BudgetBounds(call, "cap", model)
    let extrapolates = call.bool("extrapolate") ?? false
    for channel in model.channels {
      channels.append(
        try bounded(
          channel, floor: floors.amount(channel), cap: caps.amount(channel),
          extrapolates: extrapolates,
          worth: hasValues ? worth?.amount(channel) ?? DrawnFigure(1) : DrawnFigure(1)))
    }
    free = channels.filter { $0.curve != nil }
    notes = floors.notes + caps.notes
    noteKept()
    try check(extrapolates)
  }

  /// How much is spent in all, but for what is kept.
  var goal: BudgetGoal {
    if let budget { return .budget(max(0, budget - kept)) }
    return .target(costPerValue: target ?? 1)
  }

  /// The same over several periods.
  func goal(times periods: Double) -> BudgetGoal {
    if case .budget(let amount) = goal { return .budget(amount * periods) }
    return goal
  }

  /// What is kept for the channels without a curve.
  var kept: Double { channels.filter { $0.curve == nil }.reduce(0) { $0 + $1.kept } }

  // MARK: Bounds

  private func bounded(
    _ channel: ResponseCurves.Channel, floor: Double?, cap: Double?, extrapolates: Bool,
    worth: DrawnFigure
  ) throws(ValueError) -> Channel {
    let response = model.response(channel)
    let today = response.today
    if let floor, let cap, cap < floor {
      throw ValueError(
        .invalidArgument, "the floor of \(channel.name) lies above its cap",
        because: "\(text(floor)) is more than \(text(cap))", argument: "floor")
    }
    guard let curve = model.curve(channel) else {
      let kept = min(max(today, floor ?? 0), cap ?? .infinity)
      return Channel(
        channel: channel, curve: nil, today: today, floor: kept, cap: kept,
        seen: today...today, worth: worth)
    }
    let least = min(response.stock.min() ?? 0, today), most = max(response.stock.max() ?? 0, today)
    if !extrapolates {
      if let floor, floor > most {
        throw beyond("the floor of \(channel.name)", floor, most, "floor")
      }
      if let cap, cap < least { throw below("the cap of \(channel.name)", cap, least, "cap") }
    }
    // Bounds that a person gives go before those of the data, but for more than was ever spent.
    return Channel(
      channel: channel, curve: curve, today: today,
      floor: floor ?? (extrapolates ? 0 : least),
      cap: extrapolates ? cap ?? .infinity : min(cap ?? .infinity, most), seen: least...most,
      worth: worth)
  }

  private mutating func noteKept() {
    let names = channels.filter { $0.curve == nil }.map(\.channel.name)
    guard !names.isEmpty else { return }
    let isMoved = channels.contains { $0.curve == nil && $0.kept != $0.today }
    notes.append(
      Note(
        .warning,
        "\(NameList.text(names)): the data do not tell a curve, so today's spend is kept\(isMoved ? " as far as floors and caps let it" : ""), \(text(kept)) in all"
      ))
  }

  private func check(_ extrapolates: Bool) throws(ValueError) {
    guard let budget else { return }
    let floors = channels.reduce(0) { $0 + $1.floor }
    let slack = 1e-9 * budget
    guard floors <= budget + slack else {
      let given = free.filter { $0.floor != $0.seen.lowerBound }.reduce(0) { $0 + $1.floor }
      if !extrapolates, given + kept <= budget {
        throw below("the budget", budget, floors, "budget")
      }
      guard given > 0 || kept <= budget else {
        throw ValueError(
          .invalidArgument, "the budget is less than what is kept",
          because:
            "\(text(kept)) is spent on channels whose curve the data do not tell, and the budget is \(text(budget))",
          argument: "budget")
      }
      let isKept = kept > 0 ? ", with \(text(kept)) kept for channels without a curve" : ""
      throw ValueError(
        .invalidArgument, "the floors add up to more than the budget",
        because: "they are \(text(floors))\(isKept), and the budget is \(text(budget))",
        argument: channels.contains { $0.curve != nil && $0.floor > 0 } ? "floor" : "budget")
    }
    let caps = channels.reduce(0) { $0 + $1.cap }
    guard caps < budget - slack, !extrapolates,
      free.contains(where: { $0.cap == $0.seen.upperBound })
    else { return }
    throw beyond("the budget", budget, caps, "budget")
  }

  private func beyond(
    _ what: String, _ amount: Double, _ most: Double, _ argument: String
  ) -> ValueError {
    outside("\(what) lies beyond the data", amount, "most", most, "more", argument)
  }

  private func below(
    _ what: String, _ amount: Double, _ least: Double, _ argument: String
  ) -> ValueError {
    outside("\(what) lies below the data", amount, "least", least, "less", argument)
  }

  private func outside(
    _ message: String, _ amount: Double, _ end: String, _ seen: Double, _ further: String,
    _ argument: String
  ) -> ValueError {
    ValueError(
      .outOfRange, message,
      because:
        "it is \(text(amount)), and the \(end) that the data have seen\(model.counted)\(model.counted.isEmpty ? "" : ",") is \(text(seen)): what the curves say of \(further) is a guess",
      fixes: [.init("extrapolate: true", note: "takes the guess")], argument: argument)
  }

  /// The place of a channel among those whose spend is chosen; nil for one whose spend is kept.
  func place(of channel: Channel) -> Int? {
    free.firstIndex { $0.channel.key == channel.channel.key }
  }

  /// An amount per period, as the result has it.
  func text(_ perPeriod: Double) -> String {
    NumberText().text(Quantity(perPeriod / self.perPeriod, units.spendRate))
  }
}
