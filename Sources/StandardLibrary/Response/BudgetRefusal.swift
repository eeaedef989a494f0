internal import Statistics
internal import Values

/// Says in words why a budget cannot be split.
struct BudgetRefusal {
  private let request: BudgetRequest
  /// Over how many periods the amounts of an error are.
  private let periods: Double

  init(_ request: BudgetRequest, periods: Double = 1) {
    (self.request, self.periods) = (request, periods)
  }

  private func text(_ amount: Double) -> String { request.text(amount / periods) }

  func error(_ reason: BudgetError) -> ValueError {
    func name(_ place: Int?) -> String {
      place.flatMap { request.free.indices.contains($0) ? request.free[$0].channel.name : nil }
        ?? "a channel"
    }
    switch reason {
    case .noChannels:
      return ValueError(
        .data, "there is no channel to split a budget over",
        because: request.channels.isEmpty
          ? "the rows name none" : "the data tell the curve of none",
        argument: "model")
    case .capBelowFloor(let floor, let cap, let channel):
      return ValueError(
        .invalidArgument, "the floor of \(name(channel)) lies above its cap",
        because: "\(text(floor)) is more than \(text(cap))", argument: "floor")
    case .floorsAboveBudget(let floors, let budget)
    where request.free.allSatisfy({ $0.floor == $0.seen.lowerBound }):
      return ValueError(
        .outOfRange, "the budget lies below the data",
        because:
          "in whole steps the least that the data have seen\(request.model.counted) adds up to \(text(floors)), and the budget is \(text(budget))",
        fixes: [.init("extrapolate: true", note: "takes the guess")], argument: "budget")
    case .floorsAboveBudget(let floors, let budget):
      return ValueError(
        .invalidArgument, "the floors add up to more than the budget",
        because:
          "in whole steps they are \(text(floors)), and the budget is \(text(budget))",
        argument: "floor")
    case .stepAboveBudget(let step, let budget):
      return ValueError(
        .invalidArgument, "the step is more than the budget",
        because: "it is \(text(step)), and the budget \(text(budget))",
        argument: "step")
    case .noStep(let floor, let cap, _, let channel):
      return ValueError(
        .invalidArgument, "no multiple of the step lies between the bounds of \(name(channel))",
        because: "they are \(text(floor)) and \(text(cap))", argument: "step")
    case .targetNeverReached(let channel):
      return ValueError(
        .outOfRange, "the next outcome of \(name(channel)) never costs so much",
        because: request.hasValues
          ? "its curve rises without end at less than an outcome is worth"
          : "its curve rises without end at less",
        fixes: [.init("cap: {\"\(name(channel))\": \(SpendRate.example(request.units))}")],
        argument: request.hasValues ? "value" : "target")
    case .window(let periods):
      return ValueError(
        .invalidArgument, "no outcome comes within the window",
        because:
          "it has \(periods) \(request.model.grain.rawValue)s, and a deal takes as long or longer",
        argument: "delay")
    case .number(.step, let step, _):
      return ValueError(
        .invalidArgument, "the step is too small for what is split",
        because: "at \(text(step)) the budget has more than 10¹² of them",
        argument: "step")
    case .number, .curve, .count, .weights:
      return ValueError(.data, "the curves cannot be used for a split", argument: "model")
    }
  }
}
