internal import Statistics
internal import Units
internal import Values

extension PlainFigure {
  /// ltv from revenue, churn and margin.
  static let ltv = PlainFigure(
    name: "ltv",
    parameters: [
      Parameter("arpa", .value(.moneyPer(["customer", "month"])), "revenue of a customer"),
      Parameter("churn", .value(.quantity), "the share lost in a time"),
      EconomicsParameters.margin, EconomicsParameters.method, EconomicsParameters.discount,
      EconomicsParameters.expansion,
    ], resultText: "USD/customer",
    plan: { types throws(ValueError) in try revenuePlan(types) })

  private static func revenuePlan(_ types: CallTypes) throws(ValueError) -> Plan {
    let churn = types.plainMeasure("churn") ?? .number
    let time = try PlainMeasure.time(ofChurn: churn)
    let result = try PlainMeasure.quotient(types.plainMeasure("arpa") ?? .number, churn)
    let hasMargin = types["margin"] != nil
    let rateName = ["discount", "expansion"].first { types[$0] != nil }
    if types["method"] != nil, types.word("method") == nil {
      throw ValueError(
        .invalidArgument, "`method:` must be written as a text",
        fixes: [.init("method: \"margin\"")], argument: "method")
    }
    let method = try LtvMethod.chosen(
      types.word("method"), hasMargin: hasMargin, hasDiscount: types["discount"] != nil,
      hasExpansion: types["expansion"] != nil)
    var periods = 1.0
    if let rateName, let measure = types.plainMeasure(rateName) {
      periods = try GrowthRate.periods(measure, per: time, argument: rateName)
    }
    return Plan(
      measure: result.measure,
      compute: { [periods] numbers throws(ValueError) in
        guard numbers.count >= 2 + (hasMargin ? 1 : 0) + (rateName == nil ? 0 : 1) else {
          return nil
        }
        let rate = try rateName.map { name throws(ValueError) in
          try GrowthRate.compounded(numbers[numbers.count - 1], periods: periods, argument: name)
        }
        try requireChurn(numbers[1], mayBeZero: rateName == "discount" && (rate ?? 0) > 0)
        let formula = method.formula(rate: rate ?? 0)
        let value = formula.value(
          margin: numbers[0] * (hasMargin ? numbers[2] : 1), churn: numbers[1])
        guard value.isFinite else { throw unlimited(churn: numbers[1], rate: rate ?? 0) }
        return value * result.factor
      },
      sql: { [periods] texts in
        guard let income = texts.first, texts.count >= 2, let last = texts.last else { return nil }
        let churn = texts[1], margin = hasMargin && texts.count > 2 ? texts[2] : "1"
        let rate = "(power(1 + \(last), \(periods)) - 1)"
        let factor =
          switch method {
          case .discountedAdvance: "(1 + \(rate)) / nullif(\(rate) + \(churn), 0)"
          case .discountedArrears: "(1 - \(churn)) / nullif(\(rate) + \(churn), 0)"
          case .expansion: "1 / CASE WHEN \(churn) > \(rate) THEN \(churn) - \(rate) END"
          case .simple, .margin, .survival, .sbg, .weibull: "1 / nullif(\(churn), 0)"
          }
        return "(\(income) * \(margin) * \(result.factor) * \(factor))"
      })
  }

  private static func unlimited(churn: Double, rate: Double) -> ValueError {
    func text(_ number: Double) -> String { NumberText().text(Quantity(number, .share)) }
    return ValueError(
      .outOfRange, "expansion is as high as churn, so that ltv has no limit",
      because: "those who stay grow by \(text(rate)), and \(text(churn)) leave",
      argument: "expansion")
  }

  /// ltv from the value of an order, how often one comes, and how long a customer stays.
  static let orderValue = PlainFigure(
    name: "ltv",
    parameters: [
      Parameter("value", .value(.quantity), "what an order brings"),
      Parameter("frequency", .value(.quantity), "orders of a customer in a time"),
      Parameter("lifetime", .value(.time), optional: true, "how long a customer stays"),
      Parameter("churn", .value(.quantity), optional: true, "the share lost in a time"),
      EconomicsParameters.margin,
    ], resultText: "USD/customer",
    plan: { types throws(ValueError) in try orderPlan(types) })

  private static func orderPlan(_ types: CallTypes) throws(ValueError) -> Plan {
    let hasLifetime = types["lifetime"] != nil, hasChurn = types["churn"] != nil
    guard hasLifetime != hasChurn else {
      guard hasChurn else {
        throw ValueError(
          .invalidArgument, "`ltv` of orders requires `lifetime:` or `churn:`",
          fixes: [.init("lifetime: 24 months"), .init("churn: 3%/month")], argument: "lifetime")
      }
      throw ValueError(
        .invalidArgument, "`lifetime:` and `churn:` are two ways to say one thing",
        because: "lifetime is 1/churn, and would be counted twice",
        fixes: [
          .init("ltv(value: $80/order, frequency: 1.5 orders/customer/month, lifetime: 24 months)"),
          .init("ltv(value: $80/order, frequency: 1.5 orders/customer/month, churn: 3%/month)"),
        ], argument: "churn")
    }
    let income = try PlainMeasure.product(
      types.plainMeasure("value") ?? .number, types.plainMeasure("frequency") ?? .number)
    let result: MeasureArithmetic.Result
    if hasChurn {
      let churn = types.plainMeasure("churn") ?? .number
      _ = try PlainMeasure.time(ofChurn: churn)
      result = try PlainMeasure.quotient(income.measure, churn)
    } else {
      result = try PlainMeasure.product(
        income.measure, types.plainMeasure("lifetime") ?? .number)
    }
    guard result.measure.unit.currency != nil,
      !result.measure.unit.factors.contains(where: { $0.unit.base.isTime })
    else {
      throw ValueError(
        .invalidArgument, "value, frequency and lifetime give \(result.measure), not money",
        because: "they are multiplied with their units",
        fixes: [
          .init("value: $80/order, frequency: 1.5 orders/customer/month, lifetime: 24 months")
        ])
    }
    let factor = income.factor * result.factor
    return Plan(
      measure: result.measure,
      compute: { numbers throws(ValueError) in
        guard numbers.count >= 3 else { return nil }
        let margin = numbers.count > 3 ? numbers[3] : 1
        if hasChurn { try requireChurn(numbers[2]) }
        let time = hasChurn ? 1 / numbers[2] : numbers[2]
        return numbers[0] * numbers[1] * margin * time * factor
      },
      sql: { texts in
        guard texts.count >= 3 else { return nil }
        let margin = texts.count > 3 ? texts[3] : "1"
        let time = hasChurn ? "/ nullif(\(texts[2]), 0)" : "* \(texts[2])"
        return "(\(texts[0]) * \(texts[1]) * \(margin) * \(factor) \(time))"
      })
  }

  /// Refuses a churn of nobody, by which nothing can be divided, and one that is none.
  private static func requireChurn(
    _ churn: Double, mayBeZero: Bool = false,
  ) throws(ValueError) {
    if churn == 0, !mayBeZero {
      throw ValueError(
        .divisionByZero, "churn is 0, so that the lifetime has no end",
        because: "with nobody lost the data give only a lower bound",
        fixes: [.init("ltv(customers)", note: "gives the bound by the rule of three")],
        argument: "churn")
    }
    guard churn >= 0, churn <= 1 else {
      throw ValueError(
        .outOfRange, "churn lies between 0% and 100%", because: "it is \(churn * 100)%",
        argument: "churn")
    }
  }
}
