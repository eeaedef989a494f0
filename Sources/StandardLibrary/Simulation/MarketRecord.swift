internal import Units
internal import Values

/// Reads a market from what `simulate` is given: a name, or a record of parameters.
enum MarketRecord {
  static func market(of value: Value) throws(ValueError) -> Market {
    switch value {
    case .text(let name):
      if let market = Market.named(name) { return market }
      throw unknownMarket(name)
    case .record(let record): return try market(of: record)
    default:
      throw ValueError(
        .invalidArgument, "`market` is a text or a record of parameters, and this is \(value.type)",
        fixes: [.init("simulate(\"smb\")"), .init("simulate({customers: 1_000 customers})")],
        argument: "market")
    }
  }

  /// Checks the names and types of a record before anything runs.
  static func check(_ fields: [RecordField]) throws(ValueError) {
    for field in fields where field.name != "market" {
      let parameter = try named(field.name)
      if case .figure(let kind, _, _, _) = parameter.slot, let measure = field.type.measure {
        _ = try factor(measure, for: kind, of: parameter)
      }
    }
  }

  private static func market(of record: Record) throws(ValueError) -> Market {
    var market = Market()
    if let base = record["market"] {
      guard case .text(let name) = base else {
        throw ValueError(
          .invalidArgument, "the parameter `market` is the name of a market",
          fixes: [.init("{market: \"mixed\"}")], argument: "market")
      }
      guard let named = Market.named(name) else { throw unknownMarket(name) }
      market = named
    }
    for (name, value) in record.fields where name != "market" {
      try set(named(name), to: value, in: &market)
    }
    return market
  }

  private static func set(
    _ parameter: MarketParameter, to value: Value, in market: inout Market
  ) throws(ValueError) {
    switch (parameter.slot, value) {
    case (.figure(let kind, let range, _, let set), .quantity(let quantity)):
      let figure = try quantity.magnitude * factor(quantity.measure, for: kind, of: parameter)
      guard range.contains(figure) else {
        throw ValueError(
          .invalidArgument,
          "`\(parameter.name)` lies between \(text(range.lowerBound)) and \(text(range.upperBound)), and this is \(text(figure))",
          because: "its meaning: \(parameter.meaning)", argument: "market")
      }
      set(&market, figure)
    case (.start, .date(let date)):
      guard (1900...9000).contains(date.year) else { throw wrongValue(parameter, value) }
      market.start = date
    case (.dark, .period(let period)): market.dark = [period]
    case (.dark, .list(let list)):
      var periods: [Period] = []
      for element in list.elements {
        guard case .period(let period) = element else { throw wrongValue(parameter, value) }
        periods.append(period)
      }
      market.dark = periods
    default: throw wrongValue(parameter, value)
    }
  }

  private static func named(_ name: String) throws(ValueError) -> MarketParameter {
    if let parameter = MarketParameter.named(name) { return parameter }
    let names = MarketParameter.all.map(\.name)
    let near = NearName.of(name, among: names)
    throw ValueError(
      .invalidArgument, "a market has no parameter `\(name)`",
      because: near == nil ? "its parameters are \(names.joined(separator: ", "))" : nil,
      fixes: near.flatMap(MarketParameter.named).map { [.init($0.example)] } ?? [],
      argument: "market")
  }

  private static func unknownMarket(_ name: String) -> ValueError {
    ValueError(
      .invalidArgument, "there is no market \"\(name)\"",
      because: "it is one of \(Market.names.map { "\"\($0)\"" }.joined(separator: ", "))",
      fixes: [.init("simulate(\"\(NearName.of(name, among: Market.names) ?? Market.names[0])\")")],
      argument: "market")
  }

  private static func wrongValue(_ parameter: MarketParameter, _ value: Value) -> ValueError {
    ValueError(
      .invalidArgument, "`\(parameter.name)` cannot be \(value.type)",
      because: "its meaning: \(parameter.meaning)", fixes: [.init(parameter.example)],
      argument: "market")
  }

  /// What a magnitude is multiplied by to be kept in the parameter's own unit.
  private static func factor(
    _ measure: Measure, for kind: MarketParameter.Kind, of parameter: MarketParameter
  ) throws(ValueError) -> Double {
    if let factor = kind.factor(from: measure) { return factor }
    throw ValueError(
      .invalidArgument, "`\(parameter.name)` cannot be in \(measure)",
      because: "its meaning: \(parameter.meaning)", fixes: [.init(parameter.example)],
      argument: "market")
  }

  private static func text(_ number: Double) -> String { NumberText().text(Quantity(number)) }
}
