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
      EconomicsParameters.margin,
    ], resultText: "USD/customer",
    plan: { types throws(ValueError) in
      let churn = types.plainMeasure("churn") ?? .number
      _ = try PlainMeasure.time(ofChurn: churn)
      let result = try PlainMeasure.quotient(types.plainMeasure("arpa") ?? .number, churn)
      return Plan(
        measure: result.measure,
        compute: { numbers throws(ValueError) in
          guard numbers.count >= 2 else { return nil }
          try requireChurn(numbers[1])
          let margin = numbers.count > 2 ? numbers[2] : 1
          return numbers[0] * margin / numbers[1] * result.factor
        },
        sql: { texts in
          guard texts.count >= 2 else { return nil }
          let margin = texts.count > 2 ? texts[2] : "1"
          return "(\(texts[0]) * \(margin) / nullif(\(texts[1]), 0) * \(result.factor))"
        })
    })

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
          .init("ltv(value: …, frequency: …, lifetime: …)"),
          .init("ltv(value: …, frequency: …, churn: …)"),
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
  private static func requireChurn(_ churn: Double) throws(ValueError) {
    if churn == 0 {
      throw ValueError(
        .divisionByZero, "churn is 0, so that the lifetime has no end",
        because: "with nobody lost the data give only a lower bound",
        fixes: [.init("ltv(customers)", note: "gives the bound by the rule of three")],
        argument: "churn")
    }
    guard churn > 0, churn <= 1 else {
      throw ValueError(
        .outOfRange, "churn lies between 0% and 100%", because: "it is \(churn * 100)%",
        argument: "churn")
    }
  }
}
