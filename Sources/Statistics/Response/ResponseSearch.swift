/// The least squares of a response model by variable projection.
///
/// Coefficients of regressors and amplitudes are solved for at each point of the nonlinear parameters
/// (Golub & Pereyra 1973, "The differentiation of pseudo-inverses and nonlinear least squares problems
/// whose variables separate", SIAM Journal on Numerical Analysis 10:413). A step is that of Levenberg and
/// Marquardt over amplitudes and nonlinear parameters together, as in Ruhe & Wedin 1980, "Algorithms for
/// separable nonlinear least squares problems", SIAM Review 22:318; parameters stay within bounds.
struct ResponseSearch {
  let design: ResponseDesign
  /// The rows of the outcome, projected where there is no index.
  var target: [Double]
  /// The regressors at the point.
  private(set) var basis: RegressorBasis
  private var triedBasis: RegressorBasis
  /// The rows of the outcome, projected at the index of the point; empty where there is none.
  private var projected: [Double] = []
  private var triedProjected: [Double] = []
  /// What the size of each channel's curve stands for.
  var measures: [ReturnMeasure]
  /// A channel whose size is held, and the size.
  var fixedSize: (channel: Int, size: Double)?
  /// A nonlinear parameter that stays as it is.
  var fixedParameter: Int?

  /// The nonlinear parameters, the sizes of the channels and the sum of squares there.
  private(set) var point: [Double]
  private(set) var sizes: [Double]
  private(set) var squares = Double.infinity
  /// Whether the mean of the base would be negative, and is held at 0.
  private(set) var isBaseAtZero = false
  /// Whether the last descent came to an end by itself.
  private(set) var isConverged = false

  /// How many points were evaluated.
  private(set) var evaluations = 0

  private let bounds: [ClosedRange<Double>]
  private let starts: [Int]
  private var evaluation: ColumnEvaluation
  private(set) var columns: [Double]
  private(set) var residuals: [Double]
  private var triedColumns: [Double]
  private var triedResiduals: [Double]

  init(_ design: ResponseDesign, target: [Double], from point: [Double]) {
    self.design = design
    self.target = target
    self.point = point
    (basis, triedBasis) = (design.basis, design.basis)
    bounds = design.bounds
    measures = [ReturnMeasure](repeating: .amplitude, count: design.models.count)
    sizes = [Double].zeros(design.models.count)
    starts = design.models.indices.map { (design.offsets[$0] + $0) * design.columnLength }
    let count = (design.parameterCount + design.models.count) * design.columnLength
    columns = [Double].zeros(count)
    triedColumns = columns
    residuals = target
    triedResiduals = target
    evaluation = ColumnEvaluation(
      longest: design.models.map(\.spend.values.count).max() ?? design.periodCount)
    evaluate(at: point)
  }

  /// Takes a point as it is.
  mutating func evaluate(at point: [Double]) {
    let found = tried(point)
    take(point, found)
  }

  /// What is found at a point.
  private struct Found {
    var squares: Double
    var sizes: [Double]
    var isBaseAtZero = false
  }

  private mutating func take(_ point: [Double], _ found: Found) {
    self.point = point
    (squares, sizes, isBaseAtZero) = (found.squares, found.sizes, found.isBaseAtZero)
    swap(&columns, &triedColumns)
    swap(&residuals, &triedResiduals)
    guard design.hasIndex else { return }
    swap(&basis, &triedBasis)
    swap(&projected, &triedProjected)
  }

  /// The projected rows of the outcome.
  var goal: [Double] { design.hasIndex ? projected : target }

  /// Entries of a column that count: that of the mean of the base does where it is held at 0.
  var activeLength: Int { isBaseAtZero ? design.columnLength : design.rowCount }

  /// Sizes and squares at a point; columns and residuals are left in what is tried.
  private mutating func tried(_ point: [Double]) -> Found {
    evaluations += 1
    let count = design.rowCount
    let channels = design.models.count
    if design.hasIndex {
      guard let basis = design.basis(at: point) else {
        return Found(squares: .infinity, sizes: sizes)
      }
      triedBasis = basis
      triedProjected = target
      basis.project(&triedProjected, from: 0)
    }
    for channel in 0..<channels {
      evaluation.write(
        channel, of: design, at: point, measures[channel], to: &triedColumns,
        from: starts[channel], hasDerivatives: true, basis: design.hasIndex ? triedBasis : nil)
    }
    for row in 0..<design.columnLength {
      triedResiduals[row] = design.hasIndex ? triedProjected[row] : target[row]
    }
    if let fixedSize {
      ColumnProducts.subtract(
        triedColumns, starts[fixedSize.channel], fixedSize.size, from: &triedResiduals)
    }
    var products = [Double].zeros(channels * channels)
    var goals = [Double].zeros(channels)
    for channel in 0..<channels {
      goals[channel] = ColumnProducts.product(
        triedColumns, starts[channel], triedResiduals, 0, count)
      for other in 0...channel {
        let product = ColumnProducts.product(
          triedColumns, starts[channel], triedColumns, starts[other], count)
        products[channel * channels + other] = product
        products[other * channels + channel] = product
      }
    }
    guard goals.allSatisfy(\.isFinite), products.allSatisfy(\.isFinite) else {
      return Found(squares: .infinity, sizes: sizes)
    }
    var sizes = AmplitudeSolution.solve(products, goals, leavingOut: fixedSize?.channel)
    var isBaseAtZero = false
    if design.basis.isBounded {
      // The coordinate of the base. The squares are convex in sizes and base: where they are least at a
      // negative mean, they are least among the others at 0.
      func level(_ channel: Int) -> Double { triedColumns[starts[channel] + count] }
      let base = (0..<channels).reduce(triedResiduals[count]) { $0 - sizes[$1] * level($1) }
      isBaseAtZero = base < 0
      if isBaseAtZero {
        for channel in 0..<channels {
          goals[channel] += level(channel) * triedResiduals[count]
          for other in 0..<channels {
            products[channel * channels + other] += level(channel) * level(other)
          }
        }
        sizes = AmplitudeSolution.solve(products, goals, leavingOut: fixedSize?.channel)
      }
    }
    for channel in 0..<channels {
      ColumnProducts.subtract(triedColumns, starts[channel], sizes[channel], from: &triedResiduals)
    }
    if let fixedSize { sizes[fixedSize.channel] = fixedSize.size }
    if design.hasIndex {
      evaluation.index.write(
        of: design, triedBasis, sizes: sizes, target: target, to: &triedColumns,
        from: startOfIndex)
    }
    let length = isBaseAtZero ? design.columnLength : count
    let squares = ColumnProducts.product(triedResiduals, 0, triedResiduals, 0, length)
    return Found(
      squares: squares.isFinite ? squares : .infinity, sizes: sizes, isBaseAtZero: isBaseAtZero)
  }

  mutating func descend(_ effort: (mostSteps: Int, tolerance: Double)) {
    descend(mostSteps: effort.mostSteps, tolerance: effort.tolerance)
  }

  /// Descends until a step promises less than `tolerance` of the squares.
  ///
  /// - Complexity: O(rows p²) a step for p nonlinear parameters and amplitudes.
  mutating func descend(mostSteps: Int = 200, tolerance: Double = 1e-12) {
    var damping = 1e-4
    isConverged = false
    guard squares.isFinite else { return }
    for _ in 0..<mostSteps {
      let system = StepSystem(self)
      guard !system.parameters.isEmpty else {
        isConverged = true
        return
      }
      var isTaken = false
      for _ in 0..<14 {
        guard let step = system.step(damping: damping, from: point, bounds) else {
          damping = max(10 * damping, 1e-8)
          continue
        }
        if step.promise <= tolerance * squares {
          isConverged = true
          return
        }
        var next = point
        for (place, parameter) in system.parameters.enumerated() {
          next[parameter] = min(
            max(next[parameter] + step.step[place], bounds[parameter].lowerBound),
            bounds[parameter].upperBound)
        }
        let found = tried(next)
        if found.squares < squares {
          let gain = squares - found.squares
          damping = max(gain > 0.7 * step.promise ? damping / 10 : damping / 2, 1e-12)
          if gain < 0.2 * step.promise { damping *= 8 }
          take(next, found)
          isTaken = true
          break
        }
        damping *= 8
      }
      guard isTaken else {
        isConverged = true
        return
      }
    }
  }

  /// The first column of the index.
  var startOfIndex: Int {
    (design.offsets[design.models.count] + design.models.count) * design.columnLength
  }
  /// The parameters of the index.
  var index: [Double] { Array(point.suffix(design.index.count)) }

  /// The first column of a channel, or of one of its parameters.
  func start(ofChannel channel: Int) -> Int { starts[channel] }
}
