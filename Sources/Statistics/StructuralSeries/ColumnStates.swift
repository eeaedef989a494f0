/// The states of all columns of an augmented filter, and their innovations at the present point.
///
/// Columns stand in groups of four, and those of one number of the state together. The first state of the
/// series and of the controls is zero; that of the column of a number of the state is −1 there, so that
/// its innovations are what one unit of it adds to the series.
struct ColumnStates {
  private let states: Int
  private let slope: Int
  private let season: Int
  private let groups: Int
  private var columns: [SIMD4<Double>]
  private(set) var innovations: [SIMD4<Double>]

  init(_ series: StructuralSeries) {
    states = series.model.stateCount
    slope = series.model.slopeIndex
    season = series.model.seasonIndex
    groups = series.groupCount
    columns = [SIMD4<Double>](repeating: .zero, count: states * groups)
    innovations = [SIMD4<Double>](repeating: .zero, count: groups)
    for state in 0..<states { columns[state * groups + state / 4][state % 4] = -1 }
  }

  /// Takes the innovations of a point: what the row of the point is beyond the signal.
  mutating func innovate(_ rows: [SIMD4<Double>], _ point: Int) {
    Self.innovate(&innovations, rows, from: point * groups, columns, season)
  }

  private static func innovate(
    _ innovations: inout [SIMD4<Double>], _ rows: [SIMD4<Double>], from row: Int,
    _ columns: [SIMD4<Double>], _ season: Int
  ) {
    let groups = innovations.count
    var innovations = innovations.mutableSpan
    let rows = rows.span
    let columns = columns.span
    if season >= 0 {
      let seasonal = season * groups
      for group in 0..<groups {
        innovations[group] = rows[row + group] - columns[group] - columns[seasonal + group]
      }
    } else {
      for group in 0..<groups { innovations[group] = rows[row + group] - columns[group] }
    }
  }

  /// Adds the products of the innovations, over the variance, to the rows of a matrix from the diagonal on.
  func accumulate(_ inverse: Double, into products: inout [SIMD4<Double>]) {
    let innovations = innovations.span
    var products = products.mutableSpan
    for block in 0..<groups {
      let scaled = innovations[block] * inverse
      let row = block * 4 * groups
      for group in block..<groups {
        let innovation = innovations[group]
        let place = row + group
        products[place] += scaled[0] * innovation
        products[place + groups] += scaled[1] * innovation
        products[place + 2 * groups] += scaled[2] * innovation
        products[place + 3 * groups] += scaled[3] * innovation
      }
    }
  }

  /// Takes the state of every column to the next point.
  ///
  /// - Parameter gains: what an innovation of one adds to each number of the state before the step.
  mutating func advance(gains: [Double]) {
    Self.advance(&columns, by: innovations, gains, slope, season)
  }

  private static func advance(
    _ columns: inout [SIMD4<Double>], by innovations: [SIMD4<Double>], _ gains: [Double],
    _ slope: Int, _ season: Int
  ) {
    let (states, groups) = (gains.count, innovations.count)
    let innovations = innovations.span
    let gains = gains.span
    var columns = columns.mutableSpan
    for group in 0..<groups {
      let innovation = innovations[group]
      var level = columns[group] + gains[0] * innovation
      if slope >= 0 {
        let updated = columns[groups + group] + gains[1] * innovation
        columns[groups + group] = updated
        level += updated
      }
      columns[group] = level
      guard season >= 0 else { continue }
      // From the oldest on, each is moved to the place of the one before it.
      var state = states - 1
      var place = state * groups + group
      var sum = columns[place] + gains[state] * innovation
      while state > season {
        state -= 1
        let source = place - groups
        let updated = columns[source] + gains[state] * innovation
        sum += updated
        columns[place] = updated
        place = source
      }
      columns[place] = SIMD4<Double>.zero - sum
    }
  }
}
