/// The curves of a channel at points all over the space of its nonlinear parameters.
///
/// Size and squares at a point of the grid are closed forms, so that a search and the ends of an interval
/// begin near the global minimum.
struct ChannelGrid {
  /// The nonlinear parameters of the channel at each point.
  let points: [[Double]]
  /// Which points have the same shape and first parameter of the carry-over.
  let cells: [Int]
  /// The projected column of each point, one after the other, for amplitude 1.
  private let columns: [Double]
  /// The squared length of each.
  private let lengths: [Double]
  /// The coordinate of each along the mean of the base; 0 where that has no bound.
  private let levels: [Double]
  private let rowCount: Int
  private let columnLength: Int

  /// How many scales there are, in equal steps of their logarithm.
  private static let scaleCount = 9
  private static let hillShapes: [Double] = [0.45, 0.8, 1.3, 2.2, 4]
  private static let powerShapes: [Double] = [0.07, 0.2, 0.35, 0.5, 0.7, 1]

  /// - Parameters:
  ///   - design: rows and channels.
  ///   - channel: by its place in the design.
  ///   - basis: the regressors at an index; those of the design where there is none.
  /// - Complexity: O(points rows (regressors + 1)).
  init(_ design: ResponseDesign, channel: Int, basis: RegressorBasis? = nil) {
    let model = design.models[channel]
    var points: [[Double]] = [[]]
    var cells = [0]
    func extend(_ values: [Double], countsAsCell: Bool) {
      let old = (points, cells)
      points = []
      cells = []
      for (point, cell) in zip(old.0, old.1) {
        for (place, value) in values.enumerated() {
          points.append(point + [value])
          cells.append(countsAsCell ? cell * values.count + place : cell)
        }
      }
    }
    if model.hasScale {
      let (low, high) = (model.bounds[0].lowerBound, model.bounds[0].upperBound)
      let step = (high - low) / Double(Self.scaleCount)
      extend(
        (0..<Self.scaleCount).map { low + (Double($0) + 0.5) * step }, countsAsCell: false)
    }
    switch model.family {
    case .hill: extend(Self.hillShapes.map(logarithm), countsAsCell: true)
    case .power: extend(Self.powerShapes.map(logarithm), countsAsCell: true)
    default: break
    }
    for starts in model.kind.starts {
      extend(model.kind.isLogarithmic ? starts.map(logarithm) : starts, countsAsCell: true)
    }
    rowCount = design.rowCount
    columnLength = design.columnLength
    var columns = [Double].zeros(points.count * columnLength)
    var whole = design.bounds.map(\.lowerBound)
    var evaluation = ColumnEvaluation(longest: model.spend.values.count)
    for (place, point) in points.enumerated() {
      whole.replaceSubrange(design.parameters(ofChannel: channel), with: point)
      evaluation.write(
        channel, of: design, at: whole, .amplitude, to: &columns, from: place * columnLength,
        hasDerivatives: false, basis: basis)
    }
    lengths = points.indices.map { [rowCount, columnLength] place in
      let start = place * columnLength
      return ColumnProducts.product(columns, start, columns, start, rowCount)
    }
    levels = points.indices.map { [rowCount, columnLength] place in
      columnLength > rowCount ? columns[place * columnLength + rowCount] : 0
    }
    (self.points, self.cells, self.columns) = (points, cells, columns)
  }

  /// Products of the columns with a target, without the mean of the base.
  func products(_ target: [Double]) -> [Double] {
    points.indices.map {
      ColumnProducts.product(columns, $0 * columnLength, target, 0, rowCount)
    }
  }

  /// The coordinate of a target along the mean of the base; infinite where that has no bound.
  func level(_ target: [Double]) -> Double {
    columnLength > rowCount && target.count > rowCount ? target[rowCount] : .infinity
  }

  /// How much each point lowers the squares of a target whose products are given, with its best size.
  ///
  /// Negative where the base could only be negative and the curve does not change that.
  func gains(_ products: [Double], level: Double = .infinity) -> [Double] {
    points.indices.map { place in
      let (product, length) = (products[place], lengths[place])
      let size = product > 0 ? product / length : 0
      guard level < size * levels[place] else { return size * product }
      // With the base at 0.
      let (goal, square) = (
        product + levels[place] * level, length + levels[place] * levels[place]
      )
      return (goal > 0 ? goal * goal / square : 0) - level * level
    }
  }

  /// The point whose curve of a size leaves least of a target.
  ///
  /// - Parameters:
  ///   - amplitudes: the amplitude of the size at each point; infinite where there is none.
  ///   - products: with the target.
  ///   - level: of the target.
  /// - Returns: the point, and by how much it changes the squares.
  func best(amplitudes: [Double], _ products: [Double], level: Double = .infinity)
    -> (point: Int, change: Double)?
  {
    var best: (point: Int, change: Double)?
    for place in points.indices where amplitudes[place].isFinite {
      let amplitude = amplitudes[place]
      let base = min(0, level - amplitude * levels[place])
      let change = amplitude * (amplitude * lengths[place] - 2 * products[place]) + base * base
      if change < best?.change ?? .infinity { best = (place, change) }
    }
    return best
  }

  /// How large the amplitude can be at each point of the grid for the squares to rise by no more than given.
  ///
  /// - Parameters:
  ///   - rise: over `squares`, those of the fit.
  ///   - squares: of the fit.
  ///   - total: squares of the target whose products are given, without the mean of the base.
  ///   - products: with the columns.
  ///   - level: of the target.
  /// - Returns: 0 where no amplitude is as good.
  func greatest(
    rise: Double, of squares: Double, total: Double, _ products: [Double],
    level: Double = .infinity
  ) -> [Double] {
    func root(_ product: Double, _ length: Double, _ total: Double) -> Double {
      // Of a column of zeros neither is a number.
      let middle = product / length
      let room = (squares + rise - total + middle * product) / length
      return room > 0 ? middle + room.squareRoot() : 0
    }
    return points.indices.map { place in
      let free = root(products[place], lengths[place], total)
      guard level < free * levels[place] else { return free }
      return max(
        0,
        root(
          products[place] + levels[place] * level,
          lengths[place] + levels[place] * levels[place], total + level * level))
    }
  }
}
