import Statistics

/// A customer as the estimator sees one.
struct SampledCustomer: Sendable {
  /// Complete months at whose first day the customer was there.
  var open: Double
  /// 1 when the customer left in one of them, else 0.
  var lost: Double
  /// Revenue in a month.
  var mrr: Double
}

extension UnitEconomicsEstimate {
  /// The estimate from customers one by one, at 95%.
  init(_ customers: [SampledCustomer], won: Double? = nil, cost: Double?, margin: Double) {
    var (lost, open, revenue) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
    for customer in customers {
      lost.add(customer.lost)
      open.add(customer.open)
      revenue.add(customer.open * customer.mrr)
    }
    var residuals = CustomerResiduals(
      lost: lost.value, open: open.value, revenue: revenue.value, priced: open.value)
    for customer in customers {
      let mrr = customer.mrr
      residuals.add(
        CustomerResiduals.Cell(
          customers: 1, open: customer.open, lost: customer.lost, months: customer.open,
          amounts: AmountMoments(count: 1, sum: mrr, squares: mrr * mrr, cubes: mrr * mrr * mrr)))
    }
    self.init(
      won: won ?? Double(customers.count), residuals: residuals, cost: cost, margin: margin,
      level: 0.95)
  }
}
