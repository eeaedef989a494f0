extension DarkPeriod {
  /// A dark period whose dates are known from elsewhere.
  ///
  /// - Parameters:
  ///   - positions: not empty, within the series.
  ///   - spend: a value for each point; NaN where there is no row, which counts as no spend.
  package init(stated positions: Range<Int>, of spend: [Double]) {
    let amounts = spend.map { $0.isNaN ? 0 : $0 }
    let level = UsualSpend(amounts, leavingOut: [positions], neighbours: 84)
    self.init(
      first: positions.lowerBound, last: positions.upperBound - 1, usual: level.around(positions),
      during: amounts[positions].reduce(0, +) / Double(positions.count),
      missing: spend[positions].count(where: \.isNaN), isOpenAtStart: positions.lowerBound == 0,
      isOpenAtEnd: positions.upperBound == spend.count)
  }
}
