internal import Statistics
internal import Units
internal import Values

extension PlainFigure {
  static let cac = PlainFigure(
    name: "cac",
    parameters: [
      Parameter("cost", .value(.money), "what was spent"),
      Parameter("won", .value(.count("customer")), "the customers won"),
    ], resultText: "USD/customer",
    plan: { types throws(ValueError) in
      try ratio(types, "cost", over: "won", overCount: "customer")
    })

  static let arpa = PlainFigure(
    name: "arpa",
    parameters: [
      Parameter("revenue", .value(.quantity), "revenue in a month"),
      Parameter("customers", .value(.count("customer")), "the customers who paid it"),
    ], resultText: "USD/customer/month",
    plan: { types throws(ValueError) in
      if let measure = types.plainMeasure("revenue"), measure.unit.currency == nil {
        throw ValueError(
          .invalidArgument, "`revenue` must be money, not \(measure)",
          fixes: [.init("arpa($84_000/month, 1_000 customers)")], argument: "revenue")
      }
      var plan = try ratio(types, "revenue", over: "customers", overCount: "customer")
      // The customer stands before the time: USD/customer/month.
      if let currency = plan.measure.unit.currency {
        let customer = types.plainMeasure("customers", countOf: "customer")?.unit ?? .one
        let perCustomer = Unit(currency).divided(by: customer).unit
        let rest = plan.measure.unit.divided(by: perCustomer).unit
        plan.measure = .unit(perCustomer.multiplied(by: rest).unit)
      }
      return plan
    })

  static let churn = PlainFigure(
    name: "churn",
    parameters: [
      Parameter("lost", .value(.count("customer")), "the customers lost in the time"),
      Parameter("at_risk", .value(.count("customer")), "the customers at its start"),
      EconomicsParameters.per,
    ], resultText: "%/month",
    plan: { types throws(ValueError) in
      let word = types.word("per") ?? "month"
      guard let time = UnitCatalogue().named(word), time.base.isTime else {
        throw ValueError(
          .invalidArgument, "`per:` must be a time, not \(word)", fixes: [.init("per: month")],
          argument: "per")
      }
      return Plan(
        measure: .periodic(time, .loss),
        compute: { numbers throws(ValueError) in
          let share = try divided(numbers, by: "at_risk")
          guard let share, share >= 0, share <= 1 else {
            throw ValueError(
              .outOfRange, "the lost are not a part of those at risk",
              because: "churn lies between 0% and 100%", argument: "lost")
          }
          return share
        }, sql: { $0.count == 2 ? "(\($0[0]) / nullif(\($0[1]), 0))" : nil })
    })

  static let ltvCac = PlainFigure(
    name: "ltv_cac",
    parameters: [
      Parameter("ltv", .value(.moneyPer(["customer"])), "what a customer is worth"),
      Parameter("cac", .value(.moneyPer(["customer"])), "what a customer costs to win"),
    ], resultText: "Number",
    plan: { types throws(ValueError) in
      let plan = try ratio(types, "ltv", over: "cac", overCount: nil)
      guard plan.measure.isDimensionless else {
        throw ValueError(
          .invalidArgument, "ltv and cac are in different units",
          because: "their quotient is \(plan.measure)", argument: "cac")
      }
      return plan
    })

  static let payback = PlainFigure(
    name: "payback",
    parameters: [
      Parameter("cac", .value(.moneyPer(["customer"])), "what a customer costs to win"),
      Parameter("arpa", .value(.moneyPer(["customer", "month"])), "revenue of a customer"),
      Parameter("churn", .value(.quantity), "the share lost in a time"),
      EconomicsParameters.margin,
    ], resultText: "month",
    plan: { types throws(ValueError) in
      let time = try PlainMeasure.time(ofChurn: types.plainMeasure("churn") ?? .number)
      // The formula counts in the time of churn, so revenue is taken per that time too.
      let wanted = (types.plainMeasure("cac") ?? .number).unit.divided(by: Unit(time)).unit
      guard let factor = types.plainMeasure("arpa")?.unit.factor(to: wanted) else {
        throw ValueError(
          .invalidArgument, "arpa cannot be taken per \(time.name) in the currency of cac",
          because: "cac, arpa and churn must go together", argument: "arpa")
      }
      return Plan(
        measure: .unit(Unit(time)),
        compute: { numbers throws(ValueError) in
          guard numbers.count >= 3 else { return nil }
          let margin = numbers.count > 3 ? numbers[3] : 1
          let payback = Payback.paidInAdvance(
            cost: numbers[0], revenue: numbers[1] * factor, churn: numbers[2], margin: margin)
          guard case .periods(let periods)? = payback else { return nil }
          return periods
        },
        sql: { texts in
          guard texts.count >= 3 else { return nil }
          let (cac, churn) = (texts[0], texts[2])
          let income = "(\(texts[1]) * \(factor) * \(texts.count > 3 ? texts[3] : "1"))"
          return """
            (CASE WHEN \(cac) <= 0 THEN 0 WHEN \(churn) NOT BETWEEN 0 AND 1 THEN NULL \
            WHEN \(income) <= 0 OR \(cac) * \(churn) >= \(income) AND \(churn) > 0 THEN NULL \
            WHEN \(churn) = 0 THEN \(cac) / \(income) WHEN \(churn) = 1 THEN 0 \
            ELSE ln(1 - \(cac) * \(churn) / \(income)) / ln(1 - \(churn)) END)
            """
        })
    })

  // MARK: Quotients

  private static func ratio(
    _ types: CallTypes, _ above: String, over below: String, overCount unit: String?
  ) throws(ValueError) -> Plan {
    let left = types.plainMeasure(above) ?? .number
    let right = types.plainMeasure(below, countOf: unit) ?? .number
    let result = try PlainMeasure.quotient(left, right)
    return Plan(
      measure: result.measure,
      compute: { numbers throws(ValueError) in
        try divided(numbers, by: below).map { $0 * result.factor }
      },
      sql: { $0.count == 2 ? "(\($0[0]) / nullif(\($0[1]), 0) * \(result.factor))" : nil })
  }

  private static func divided(
    _ numbers: [Double], by name: String
  ) throws(ValueError) -> Double? {
    guard numbers.count >= 2 else { return nil }
    guard numbers[1] != 0 else {
      throw ValueError(
        .divisionByZero, "`\(name)` is 0, so there is nothing to divide by", argument: name)
    }
    return numbers[0] / numbers[1]
  }
}
