internal import Statistics
internal import Values

/// Fits the curves of one market.
struct ResponseFitting {
  let fitted: ResponseCurves.Market

  /// Errors: `data` where nothing can be fitted, in words.
  init(
    _ market: ResponseMarket, _ request: ResponseRequest, _ calibration: CalibrationRows
  ) throws(ValueError) {
    let base = try ResponseRegressors(market, request)
    let recent = try request.recentPeriods(market)
    let channels = market.channels.map { channel in
      let last = channel.spend.suffix(recent)
      return ResponseChannel(
        name: channel.name, spend: channel.spend, start: request.beginning.start,
        carryOver: request.carryOver, first: request.first, families: request.families,
        today: last.isEmpty ? 0 : last.reduce(0, +) / Double(last.count))
    }
    var setting = ResponseSetting()
    setting.level = request.level
    setting.hasIntervals = request.isProfiled
    // Markets are drawn independently of one another.
    setting.seed = CounterGenerator(seed: request.seed, stream: market.name).bits(at: 0)
    setting.indexPeriods = recent
    setting.isStopped = { StopRequest.isMade }
    setting.isIndexCompared = request.scale == nil
    let isAdded = request.scale == .linear
    let added = base.controls + (isAdded ? base.demand : [])
    let calibrations = try calibration.rows(of: market)
    do {
      let fit = try ResponseFit(
        outcome: request.beginning.fitted(market.outcome), channels: channels, regressors: added,
        index: isAdded ? [] : base.demand, calibrations: calibrations, setting: setting)
      fitted = ResponseCurves.Market(
        market: market, fit: fit,
        regressorNames: (added + (isAdded ? [] : base.demand)).map(\.name),
        start: request.beginning.start, first: request.first)
    } catch {
      throw ResponseRefusal(market, base.names, request.beginning).error(error)
    }
  }
}

/// Says in words why curves cannot be fitted.
struct ResponseRefusal {
  private let market: ResponseMarket
  private let regressors: [String]
  private let beginning: ResponseBeginning

  init(_ market: ResponseMarket, _ regressors: [String], _ beginning: ResponseBeginning) {
    (self.market, self.regressors, self.beginning) = (market, regressors, beginning)
  }

  /// A model with so many parameters, where fewer periods have an outcome than it takes.
  private func tooFew(parameters: Int) -> ValueError {
    let all = market.outcome.count { !$0.isNaN }
    let observed = beginning.fitted(market.outcome).count { !$0.isNaN }
    // What is left where nothing but an intercept and the channels is asked.
    let least = parameters - regressors.count + 2
    var fixes: [ValueError.Fix] = []
    if beginning == .unknown { fixes.append(.init("start: \"steady\"", note: "fits all of them")) }
    if !regressors.isEmpty, observed >= least {
      fixes.append(.init("trend: \"none\", season: \"none\"", note: "fewer parameters"))
    }
    let grain = market.grain.rawValue
    let left = observed < all ? " without the first \(all - observed)" : ""
    return ValueError(
      .data, "too little is known of \(market.name) to fit a curve",
      because:
        "\(observed) \(grain)\(observed == 1 ? " has" : "s have") an outcome\(left), and a model of \(parameters) parameters takes at least \(parameters + 2)",
      fixes: fixes, argument: beginning == .unknown ? "start" : "series")
  }

  func error(_ reason: ResponseError) -> ValueError {
    switch reason {
    case .stopped: return .interrupted
    case .tooFew(_, let parameters): return tooFew(parameters: parameters)
    case .collinearRegressors
    where beginning.fitted(market.outcome).count(where: { !$0.isNaN }) < regressors.count + 4:
      // So short a series has any two columns alike.
      return tooFew(parameters: regressors.count + 3)
    case .collinearRegressors(let places):
      let names = places.map { regressors.indices.contains($0) ? regressors[$0] : "one column" }
      return ValueError(
        .data, "the base of \(market.name) is told twice",
        because:
          "\(NameList.text(names)) follow\(names.count == 1 ? "s" : "") from the columns before",
        argument: "controls")
    case .value(let input, let period, let value):
      return ValueError(
        .data, "\(name(input)) has a value that cannot be used",
        because:
          "\(market.day(period).map { "\($0)" } ?? "one period") has \(NumberText().text(.number(value)))",
        argument: argument(input))
    case .calibration:
      return ValueError(
        .data, "a row of `calibrate:` cannot be used",
        because: "it needs a channel, periods of the data, a change of spend and a positive error",
        argument: "calibrate")
    case .noChannels, .noFamilies:
      return ValueError(.data, "there is no channel", argument: "spend")
    case .today(let channel, _), .length(.spend(let channel), _, _):
      return ValueError(.data, "the spend of \(channel) cannot be used", argument: "spend")
    case .length, .level, .replicateCount:
      return ValueError(.data, "the series do not fit together", argument: "series")
    }
  }

  private func name(_ input: ResponseInput) -> String {
    switch input {
    case .outcome: "the outcome of \(market.name)"
    case .spend(let channel), .history(let channel): "the spend of \(channel)"
    case .regressor(let name): name
    }
  }

  private func argument(_ input: ResponseInput) -> String {
    switch input {
    case .outcome: "outcome"
    case .spend, .history: "spend"
    case .regressor: "controls"
    }
  }
}
