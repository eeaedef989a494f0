internal import Statistics
internal import Values

/// What was fitted, in lines for `explain`.
struct ResponseWords {
  private let model: ResponseCurves
  private let request: ResponseRequest
  private let text = NumberText()

  init(_ model: ResponseCurves, _ request: ResponseRequest) {
    (self.model, self.request) = (model, request)
  }

  var lines: [String] { base + model.channels.prefix(20).map(line) }

  private var base: [String] {
    let periods = model.markets.map(\.market.outcome.count).max() ?? 0
    let carried =
      request.carryOver == .none
      ? "no carry-over"
      : "\(request.carryOver.rawValue) carry-over (\(request.first.words)); \(request.beginning.words)"
    var lines = ["\(periods) \(model.grain.rawValue)s, \(carried)"]
    if let market = model.markets.first {
      let names = market.regressorNames.reduce(into: [String]()) { names, name in
        if names.last != name { names.append(name) }
      }
      lines.append(
        "beside the channels: \(NameList.text(["an intercept"] + names))\(demand(market.fit))")
    }
    return lines
  }

  /// Whether demand multiplies in the first market, and what was compared.
  private func demand(_ fit: ResponseFit) -> String {
    let forms = ["added", "multiplying as demand"]
    guard let compared = fit.indexComparison else {
      return request.scale == .log ? ", \(forms[1])" : ""
    }
    let chosen = forms[compared.isMultiplied ? 1 : 0]
    return
      ", \(chosen)\(compared.isOtherWithinReach ? "; the other form describes the data about as well" : "")"
  }

  private func line(_ channel: ResponseCurves.Channel) -> String {
    let response = model.response(channel)
    let verdict = ResponseVerdict(model: model, channel: channel).text
    guard let curve = response.curve, verdict == "identified" else {
      return "\(channel.name): \(verdict)"
    }
    let perTime = 1 / model.rate(per: model.units.time).perPeriod
    func number(_ value: Double) -> String { text.text(.number(value)) }
    let amplitude = text.text(Quantity(curve.amplitude * perTime, model.units.outcomeRate))
    let scale = text.text(Quantity(curve.scale * perTime, model.units.spendRate))
    let formula: String
    switch curve.family {
    case .hill:
      formula = "\(amplitude) · xⁿ/(kⁿ + xⁿ), k = \(scale), n = \(number(curve.shape))"
    case .michaelisMenten: formula = "\(amplitude) · x/(k + x), k = \(scale)"
    case .exponential: formula = "\(amplitude) · (1 − e^(−x/k)), k = \(scale)"
    case .power: formula = "\(amplitude) · (x/k)ⁿ, k = \(scale), n = \(number(curve.shape))"
    case .logarithm: formula = "\(amplitude) · ln(1 + x/k), k = \(scale)"
    case .tanh: formula = "\(amplitude) · tanh(x/k), k = \(scale)"
    }
    return "\(channel.name): \(curve.family.rawValue), \(formula)"
  }
}

/// What a reader of curves must know.
struct ResponseWarnings {
  private let model: ResponseCurves

  init(_ model: ResponseCurves) { self.model = model }

  /// One note for each kind, with the channels that it is about.
  var notes: [Note] {
    var channels: [(words: String, names: [String])] = []
    func add(_ words: String, _ name: String) {
      if let place = channels.firstIndex(where: { $0.words == words }) {
        if !channels[place].names.contains(name) { channels[place].names.append(name) }
      } else {
        channels.append((words, [name]))
      }
    }
    let end = model.markets.map(\.market.end).max()
    for channel in model.channels {
      let response = model.response(channel)
      if model.curve(channel) == nil {
        let more = response.curve == nil ? "" : "; `rows: \"parameters\"` says more"
        add("the data do not tell a curve, so no return is given\(more)", channel.name)
      } else if response.today == 0 {
        add(
          "nothing is spent today: `marginal(curves, at: …)` asks for the returns of a spend",
          channel.name)
      } else if response.marginal.value == 0 {
        add("the best fit gives it nothing, so that an outcome has no cost", channel.name)
      }
      let own = model.market(channel).market.end
      if let end, own < end {
        add("the data end on \(own), those of others on \(end): today is then", channel.name)
      }
    }
    for market in model.markets {
      for warning in market.fit.warnings {
        let (place, words) = sentence(warning)
        let name = place.map { market.market.channels[$0].name } ?? market.market.name
        add(words, name)
      }
    }
    return channels.map { Note(.warning, "\(NameList.text($0.names)): \($0.words)") }
  }

  /// The channel that a warning is about, if it is about one, and what it says.
  private func sentence(_ warning: ResponseWarning) -> (channel: Int?, words: String) {
    switch warning {
    case .spendFollowsDemand(let channel, _):
      return (
        channel,
        "spend follows what was sold before, so that part of the return may be demand that set the budget"
      )
    case .autocorrelated:
      return (
        nil,
        "what the model leaves over is much alike from one \(model.grain.rawValue) to the next: something is missing in it"
      )
    case .beyondFirstOrder:
      return (
        nil,
        "what the model leaves over has a course of its own: something is missing in it, and the intervals may be too narrow"
      )
    case .halvesDiffer(let channel, _):
      return (channel, "the first half of the data and the second have different curves")
    case .beyondRange(let channel, _, _, _):
      return (channel, "today's spend lies outside of what was spent in the data")
    case .fewPeriods(let observed, let parameters):
      return (nil, "\(observed) \(model.grain.rawValue)s are few for \(parameters) parameters")
    case .heavyTails:
      return (nil, "a few \(model.grain.rawValue)s are far from the model, and weigh much in it")
    case .seasonLeft(let periods, _):
      return (
        nil,
        "what the model leaves over recurs every \(periods) \(model.grain.rawValue)s: a season is missing in it"
      )
    }
  }
}
