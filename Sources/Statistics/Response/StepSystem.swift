/// The linear system of a step: products of the columns of the nonlinear parameters that are free, and
/// of the amplitudes above zero.
struct StepSystem {
  /// The nonlinear parameters that are free, by index; their places come first.
  private(set) var parameters: [Int] = []
  /// The channels whose sizes have the places after those.
  private(set) var channels: [Int] = []
  private let size: Int
  /// Lower triangle, row by row.
  private var matrix: [Double]
  private var gradient: [Double]

  init(_ search: ResponseSearch) {
    let design = search.design
    let (length, count) = (design.columnLength, search.activeLength)
    var starts: [Int] = []
    var factors: [Double] = []
    var linear: [Int] = []
    for channel in design.models.indices where search.sizes[channel] > 0 {
      let first = search.start(ofChannel: channel)
      for place in design.models[channel].bounds.indices {
        let parameter = design.offsets[channel] + place
        guard parameter != search.fixedParameter else { continue }
        parameters.append(parameter)
        starts.append(first + (1 + place) * length)
        factors.append(search.sizes[channel])
      }
      if channel != search.fixedSize?.channel {
        linear.append(first)
        channels.append(channel)
      }
    }
    for place in 0..<design.index.count {
      let parameter = design.offsets[design.models.count] + place
      guard parameter != search.fixedParameter else { continue }
      parameters.append(parameter)
      starts.append(search.startOfIndex + place * length)
      factors.append(1)
    }
    size = starts.count + linear.count
    starts += linear
    factors += [Double](repeating: 1, count: linear.count)
    matrix = [Double].zeros(size * size)
    gradient = [Double].zeros(size)
    for row in 0..<size {
      gradient[row] =
        row < parameters.count
        ? factors[row]
          * ColumnProducts.product(search.columns, starts[row], search.residuals, 0, count) : 0
      var column = 0
      while column + 3 <= row {
        let products = ColumnProducts.products(
          search.columns, starts[row],
          (starts[column], starts[column + 1], starts[column + 2], starts[column + 3]), count)
        for place in 0..<4 {
          matrix[row * size + column + place] =
            factors[row] * factors[column + place] * products[place]
        }
        column += 4
      }
      while column <= row {
        matrix[row * size + column] =
          factors[row] * factors[column]
          * ColumnProducts.product(
            search.columns, starts[row], search.columns, starts[column], count)
        column += 1
      }
    }
  }

  /// The damped step of the free parameters within their bounds, and how much it promises to lower the
  /// squares.
  ///
  /// A parameter that would leave its bounds is set to the bound, and the others solved again.
  ///
  /// - Returns: nil where the damping is too little for a solution.
  func step(damping: Double, from point: [Double], _ bounds: [ClosedRange<Double>])
    -> (step: [Double], promise: Double)?
  {
    var step = [Double].zeros(size)
    var held = [Bool](repeating: false, count: size)
    for place in parameters.indices {
      let (value, range) = (point[parameters[place]], bounds[parameters[place]])
      let isOut =
        (value <= range.lowerBound && gradient[place] <= 0)
        || (value >= range.upperBound && gradient[place] >= 0)
      if isOut || matrix[place * size + place] <= 0 { held[place] = true }
    }
    for _ in 0...parameters.count {
      guard let solved = solve(damping, held, step) else { return nil }
      var isInside = true
      for place in 0..<size where !held[place] {
        step[place] = solved[place]
        guard place < parameters.count else { continue }
        let (value, range) = (point[parameters[place]], bounds[parameters[place]])
        let least = range.lowerBound - value
        let most = range.upperBound - value
        if step[place] < least || step[place] > most {
          step[place] = min(max(step[place], least), most)
          held[place] = true
          isInside = false
        }
      }
      if isInside { break }
    }
    // 2 gᵀd − dᵀHd is what the squares fall by in the linear model.
    var promise = 0.0
    for row in 0..<size {
      promise += 2 * gradient[row] * step[row]
      for column in 0..<row {
        promise -= 2 * matrix[row * size + column] * step[row] * step[column]
      }
      promise -= matrix[row * size + row] * step[row] * step[row]
    }
    return (step, promise)
  }

  /// The step of the columns that are not held, the others being what they are.
  private func solve(_ damping: Double, _ held: [Bool], _ step: [Double]) -> [Double]? {
    let free = (0..<size).filter { !held[$0] }
    var part = [Double].zeros(free.count * free.count)
    var vector = [Double].zeros(free.count)
    for (place, row) in free.enumerated() {
      var value = gradient[row]
      for other in 0..<size where held[other] && step[other] != 0 {
        value -= entry(row, other) * step[other]
      }
      vector[place] = value
      for (second, column) in free.prefix(place + 1).enumerated() {
        part[place * free.count + second] = matrix[row * size + column]
      }
      // Sizes are solved for anyway; a trace of damping keeps equal columns apart.
      let ridge = row < parameters.count ? damping : 1e-12
      part[place * free.count + place] *= 1 + ridge
    }
    guard let factor = TriangularFactor(lower: part, size: free.count) else { return nil }
    factor.solveForward(&vector)
    factor.solveBackward(&vector)
    var solved = step
    for (place, row) in free.enumerated() { solved[row] = vector[place] }
    return solved
  }

  private func entry(_ row: Int, _ column: Int) -> Double {
    row >= column ? matrix[row * size + column] : matrix[column * size + row]
  }

  /// The variances of free parameters and sizes over that of the residuals: the diagonal of the inverse.
  ///
  /// - Parameter parametersHeld: parameters that are taken as known, because they are at a bound.
  /// - Returns: by place; nil for those that are held, and where the columns are collinear.
  func variances(held parametersHeld: Set<Int>) -> [Double?] {
    let free = (0..<size).filter { place in
      matrix[place * size + place] > 0
        && !(place < parameters.count && parametersHeld.contains(parameters[place]))
    }
    var result = [Double?](repeating: nil, count: size)
    var part = [Double].zeros(free.count * free.count)
    let lengths = free.map { matrix[$0 * size + $0].squareRoot() }
    for (place, row) in free.enumerated() {
      for (second, column) in free.prefix(place + 1).enumerated() {
        part[place * free.count + second] =
          matrix[row * size + column] / (lengths[place] * lengths[second])
      }
    }
    guard let factor = TriangularFactor(lower: part, size: free.count) else { return result }
    for (place, row) in free.enumerated() {
      var unit = [Double].zeros(free.count)
      unit[place] = 1
      factor.solveForward(&unit)
      let square = unit.reduce(0) { $0 + $1 * $1 } / (lengths[place] * lengths[place])
      result[row] = square
    }
    return result
  }
}
