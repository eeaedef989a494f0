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
  private let rowCount: Int

  /// How many scales there are, in equal steps of their logarithm.
  private static let scaleCount = 9
  private static let hillShapes: [Double] = [0.45, 0.8, 1.3, 2.2, 4]
  private static let powerShapes: [Double] = [0.07, 0.2, 0.35, 0.5, 0.7, 1]

  /// - Complexity: O(points rows (regressors + 1)).
  init(_ design: ResponseDesign, channel: Int) {
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
    var columns = [Double](repeating: 0, count: points.count * rowCount)
    var whole = design.bounds.map(\.lowerBound)
    var evaluation = ColumnEvaluation(longest: model.spend.values.count)
    for (place, point) in points.enumerated() {
      whole.replaceSubrange(design.offsets[channel]..<design.offsets[channel + 1], with: point)
      evaluation.write(
        channel, of: design, at: whole, .amplitude, to: &columns, from: place * rowCount,
        hasDerivatives: false)
    }
    lengths = points.indices.map { [rowCount] place in
      ResponseSearch.product(columns, place * rowCount, columns, place * rowCount, rowCount)
    }
    (self.points, self.cells, self.columns) = (points, cells, columns)
  }

  /// Products of the columns with a target.
  func products(_ target: [Double]) -> [Double] {
    points.indices.map {
      ResponseSearch.product(columns, $0 * rowCount, target, 0, rowCount)
    }
  }

  /// How much each point lowers the squares of a target whose products are given, with its best size.
  func gains(_ products: [Double]) -> [Double] {
    zip(products, lengths).map { product, length in
      product > 0 && length > 0 ? product * product / length : 0
    }
  }

  /// The point whose curve of a size leaves least of a target.
  ///
  /// - Parameters:
  ///   - amplitudes: the amplitude of the size at each point; infinite where there is none.
  ///   - products: with the target.
  /// - Returns: the point, and by how much it changes the squares.
  func best(amplitudes: [Double], _ products: [Double]) -> (point: Int, change: Double)? {
    var best: (point: Int, change: Double)?
    for place in points.indices where amplitudes[place].isFinite {
      let amplitude = amplitudes[place]
      let change = amplitude * (amplitude * lengths[place] - 2 * products[place])
      if change < best?.change ?? .infinity { best = (place, change) }
    }
    return best
  }

  /// How large the amplitude can be at each point of the grid for the squares to rise by no more than given.
  ///
  /// - Parameters:
  ///   - rise: over `squares`, those of the fit.
  ///   - squares: of the fit.
  ///   - total: squares of the target whose products are given.
  ///   - products: with the columns.
  /// - Returns: 0 where no amplitude is as good.
  func greatest(rise: Double, of squares: Double, total: Double, _ products: [Double]) -> [Double] {
    points.indices.map { place in
      guard lengths[place] > 0 else { return 0 }
      let middle = products[place] / lengths[place]
      let room = (squares + rise - total + middle * products[place]) / lengths[place]
      return room > 0 ? middle + room.squareRoot() : 0
    }
  }
}
