internal import Units
internal import Values

/// A figure that the economic functions give, as a column of a table or a part of an estimate.
enum EconomicsColumn: String, CaseIterable, Sendable {
  case cost, won, cac
  case atRisk = "at_risk"
  case lost, revenue
  case customerMonths = "customer_months"
  case arpa, churn, lifetime, ltv
  case ltvCac = "ltv_cac"
  case payback, verdict

  var name: String { rawValue }

  /// The type, in the currency of the tables and with churn per this time.
  func type(_ measures: EconomicsMeasures) -> Type {
    switch self {
    case .cost: .unit(measures.money)
    case .won: .unit(measures.customer)
    case .atRisk, .customerMonths: .number
    case .lost: .unit(measures.customer)
    case .revenue: .unit(measures.money)
    case .verdict: .text
    case .cac, .arpa, .churn, .lifetime, .ltv, .ltvCac, .payback:
      .estimate(measure(measures))
    }
  }

  /// The measure of a figure with an interval.
  func measure(_ measures: EconomicsMeasures) -> Measure {
    switch self {
    case .cac, .ltv: .unit(measures.perCustomer)
    case .arpa: .unit(measures.perCustomerMonth)
    case .churn:
      measures.isHazard
        ? .unit(Unit(measures.churnTime, exponent: -1)) : .periodic(measures.churnTime, .loss)
    case .lifetime, .payback: .unit(measures.month)
    case .cost, .revenue: .unit(measures.money)
    case .won, .lost: .unit(measures.customer)
    case .ltvCac, .atRisk, .customerMonths, .verdict: .number
    }
  }

  /// As the reference shows it.
  var declaration: ResultColumn {
    switch self {
    case .cost: ResultColumn(name, unit: "USD", "what was spent")
    case .won: ResultColumn(name, unit: "customer", "customers who started")
    case .cac: ResultColumn(name, unit: "USD/customer", "cost / won")
    case .atRisk: ResultColumn(name, unit: "", "customer-months open at the start of a month")
    case .lost: ResultColumn(name, unit: "customer", "customers who ended in such a month")
    case .revenue: ResultColumn(name, unit: "USD", "revenue of the customer-months")
    case .customerMonths: ResultColumn(name, unit: "", "customer-months with revenue")
    case .arpa: ResultColumn(name, unit: "USD/customer/month", "revenue of a customer in a month")
    case .churn: ResultColumn(name, unit: "%/month", "share of customers lost in a month")
    case .lifetime: ResultColumn(name, unit: "month", "1 / churn")
    case .ltv: ResultColumn(name, unit: "USD/customer", "arpa · margin / churn")
    case .ltvCac: ResultColumn(name, unit: "", "ltv / cac")
    case .payback:
      ResultColumn(name, unit: "month", "until the margin of those who stay has paid cac")
    case .verdict: ResultColumn(name, unit: "", "ltv_cac against the target")
    }
  }
}

/// The units of the figures in one currency.
struct EconomicsMeasures: Sendable {
  var currency: NamedUnit
  /// The time that churn is a share per.
  var churnTime: NamedUnit
  /// True when churn is a number per time and no share.
  let isHazard: Bool
  let customer: Unit
  let month: Unit

  init(_ currency: NamedUnit, churnPer: PeriodGrain? = nil, isHazard: Bool = false) {
    self.isHazard = isHazard
    let units = UnitCatalogue()
    let named = { (name: String) in
      units.named(name) ?? NamedUnit(name, base: BaseDimension(.count, name), summary: "")
    }
    self.currency = currency
    churnTime = named((churnPer ?? .month).rawValue)
    customer = Unit(named("customer"))
    month = Unit(named("month"))
  }

  var money: Unit { Unit(currency) }
  var perCustomer: Unit { money.divided(by: customer).unit }
  var perCustomerMonth: Unit { perCustomer.divided(by: month).unit }
}
