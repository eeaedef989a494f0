internal import Statistics
internal import Values

/// Says in words why a budget cannot be split.
struct BudgetRefusal {
  private let request: BudgetRequest

  init(_ request: BudgetRequest) { self.request = request }

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
        because: "\(request.text(floor)) is more than \(request.text(cap))", argument: "floor")
    case .floorsAboveBudget(let floors, let budget):
      return ValueError(
        .invalidArgument, "the floors add up to more than the budget",
        because:
          "in whole steps they are \(request.text(floors)), and the budget is \(request.text(budget))",
        argument: "floor")
    case .stepAboveBudget(let step, let budget):
      return ValueError(
        .invalidArgument, "the step is more than the budget",
        because: "it is \(request.text(step)), and the budget \(request.text(budget))",
        argument: "step")
    case .noStep(let floor, let cap, _, let channel):
      return ValueError(
        .invalidArgument, "no multiple of the step lies between the bounds of \(name(channel))",
        because: "they are \(request.text(floor)) and \(request.text(cap))", argument: "step")
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
        because: "at \(request.text(step)) the budget has more than 10¹² of them",
        argument: "step")
    case .number, .curve, .count, .weights:
      return ValueError(.data, "the curves cannot be used for a split", argument: "model")
    }
  }
}
