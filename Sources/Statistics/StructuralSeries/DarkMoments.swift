/// What the dark points would have been at given ratios of variances: their mean and their full covariance.
///
/// A dark point is what its controls and the smoothed state give, and an irregular. With all columns
/// smoothed, the row w of a dark point says how its mean moves with first state and coefficients; with
/// these diffuse, the covariance is W + w(X'Ω⁻¹X)⁻¹w' + h, where W is that of the smoothed signal with
/// them known:
///
///     W(t, j) = zP(t) L(t)' … L(j−1)' (z' − N(j−1) P(j) z'),  t ≤ j
///
/// Source: Durbin & Koopman 2012, section 4.7 (covariances over points) and de Jong 1991, section 5 (the
/// diffuse part).
struct DarkMoments {
  /// In units of the series, in the order of the dark points.
  private(set) var mean: [Double]
  /// The lower triangle, row by row, over the scale of the variances.
  private(set) var covariance: [Double]
  /// The sum of squares and the freedom that the scale is judged by.
  let residualSum: Double
  let freedom: Double

  /// Smooths the dark points.
  ///
  /// - Returns: nil where the filter cannot be computed, or there is no dark point.
  /// - Complexity: one pass of the filter, one back to the first dark point, and O(dark points · (points
  ///   between the first and the last · states + dark points · columns)).
  init?(_ series: StructuralSeries, _ variances: StructuralVariances) {
    guard let first = series.dark.first else { return nil }
    let filter = AugmentedFilter(series, variances, recordingFrom: first)
    guard let likelihood = StructuralLikelihood(filter, series) else { return nil }
    residualSum = likelihood.residualSum
    freedom = likelihood.freedom(.marginal)
    let record = filter.record
    let size = series.dark.count
    let states = series.model.stateCount
    let last = series.columnCount - 1
    let season = series.model.seasonIndex
    var pass = BackwardPass(series.model, groups: series.groupCount, withMatrix: true)
    // For each dark point what its own and later points make of an error in its state.
    var remainders = [Double](repeating: 0, count: size * states)
    var rows = [Double](repeating: 0, count: size * last)
    mean = [Double](repeating: 0, count: size)
    let coefficients = likelihood.coefficients
    var position = size
    for point in (first..<series.count).reversed() {
      let place = point - first
      pass.goBack(over: place, of: record)
      guard position > 0, series.dark[position - 1] == point else { continue }
      position -= 1
      let loading = place * states
      for row in 0..<states {
        var sum = row == 0 || row == season ? 1.0 : 0
        for column in 0..<states {
          sum -= pass.matrix[row * states + column] * record.loadings[loading + column]
        }
        remainders[position * states + row] = sum
      }
      var value = series.fixedPart(at: point)
      for column in 0..<series.columnCount {
        let (group, lane) = column.quotientAndRemainder(dividingBy: 4)
        var part = record.innovations[place * series.groupCount + group][lane]
        for state in 0..<states {
          part -=
            record.loadings[loading + state]
            * pass.vectors[state * series.groupCount + group][lane]
        }
        if column == last {
          value -= part
        } else {
          value += part * coefficients[column]
          rows[position * last + column] = part
        }
      }
      mean[position] = value
    }
    covariance = Self.signalCovariance(series, record, remainders)
    addCoefficients(rows, likelihood)
    for place in 0..<size { covariance[place * size + place] += variances.irregular }
  }

  /// W: an error in the state of each dark point is taken through the filter to the later ones.
  private static func signalCovariance(
    _ series: StructuralSeries, _ record: FilterRecord, _ remainders: [Double]
  ) -> [Double] {
    let size = series.dark.count
    let states = series.model.stateCount
    let season = series.model.seasonIndex
    var covariance = [Double](repeating: 0, count: size * size)
    var errors: [[Double]] = []
    guard let first = series.dark.first, let end = series.dark.last else { return covariance }
    for point in first...end {
      let place = point - first
      let loading = record.loadings[(place * states)..<((place + 1) * states)]
      if errors.count < size, series.dark[errors.count] == point {
        errors.append(Array(loading))
        let row = errors.count - 1
        for (column, error) in errors.enumerated() {
          var sum = 0.0
          for state in 0..<states { sum += error[state] * remainders[row * states + state] }
          covariance[row * size + column] = sum
        }
      }
      for column in errors.indices {
        if record.isObserved[place] {
          let signal = errors[column][0] + (season >= 0 ? errors[column][season] : 0)
          let factor = signal / record.variances[place]
          for state in 0..<states {
            errors[column][state] -= record.loadings[place * states + state] * factor
          }
        }
        series.model.advance(&errors[column])
      }
    }
    return covariance
  }

  private mutating func addCoefficients(_ rows: [Double], _ likelihood: StructuralLikelihood) {
    let size = mean.count
    let width = likelihood.states + likelihood.controls
    var solved = rows
    for place in 0..<size {
      let start = place * width
      for row in 0..<width {
        var value = solved[start + row]
        for column in 0..<row { value -= likelihood.factor[row, column] * solved[start + column] }
        solved[start + row] = value / likelihood.factor[row, row]
      }
      for other in 0...place {
        var sum = 0.0
        for column in 0..<width { sum += solved[start + column] * solved[other * width + column] }
        covariance[place * size + other] += sum
      }
    }
  }
}

extension StructuralSeries {
  /// The mean and covariance of the dark points at known variances: lower triangle, row by row.
  ///
  /// - Parameter variances: in squared units of the series; first state and coefficients are unknown all
  ///   the same.
  /// - Returns: nil where there is no dark point or the filter cannot be computed.
  package func darkMoments(
    _ variances: StructuralVariances
  ) -> (mean: [Double], covariance: [Double])? {
    DarkMoments(self, variances).map { ($0.mean, $0.covariance) }
  }
}
