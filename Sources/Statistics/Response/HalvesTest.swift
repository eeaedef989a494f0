/// Whether the effect of a channel differs between the halves of the series.
///
/// The score test of a factor for the second half: what the channel's contribution there explains of the
/// residuals, beside the tangent plane of the fit (Breusch & Pagan 1980, "The Lagrange multiplier test and its
/// applications to model specification in econometrics", Review of Economic Studies 47:239).
enum HalvesTest {
  /// - Parameters:
  ///   - search: at the fit.
  ///   - channel: by its place.
  ///   - contribution: of the channel in each period.
  /// - Returns: nil where the halves cannot be compared.
  static func tailArea(_ search: ResponseSearch, _ channel: Int, _ contribution: [Double])
    -> Double?
  {
    let design = search.design
    let periods = design.rows.periods
    guard let middle = periods.dropFirst(periods.count / 2).first else { return nil }
    var half = contribution
    for period in half.indices where period < middle { half[period] = 0 }
    var column = [Double].zeros(design.rowCount)
    do {
      var span = column.mutableSpan
      design.rows.write(half.span, to: &span, from: 0)
    }
    let whole = ScaledColumns.length(column)
    let residuals = search.rowResiduals
    let tangent = search.tangent(isWhole: true)
    column = ColumnProducts.rest(of: column, beside: tangent)
    let length = ScaledColumns.length(column)
    let free = Double(periods.count - tangent.count - 1)
    guard length > 1e-6 * whole, free >= 5 else { return nil }
    let product = ColumnProducts.product(column, residuals) / length
    let left = search.squares - product * product
    guard left > 0 else { return nil }
    let statistic = product / (left / free).squareRoot()
    return FisherDistribution.studentProbability(beyond: statistic, degreesOfFreedom: free)
  }
}
