/// The backward recursions of the smoother, for one vector a column and the matrix of their variances.
///
/// With T the transition, z the signal, v the innovation and F its variance, G the gain at the point
/// itself:
///
///     r(t−1) = T'r(t) + z (v/F − G'T'r(t))
///     N(t−1) = zz'/F + (I − Gz)' T'N(t)T (I − Gz)
///
/// and without v, F and G at a point not observed. Source: Durbin & Koopman 2012, section 4.4; T is never
/// multiplied out.
struct BackwardPass {
  private let states: Int
  private let slope: Int
  private let season: Int
  private let groups: Int
  /// For each number of the state the columns in groups of four.
  private(set) var vectors: [SIMD4<Double>]
  /// N, row by row; empty where it was not asked for.
  private(set) var matrix: [Double]
  private var scratch: [Double]

  init(_ model: StructuralModel, groups: Int, withMatrix: Bool) {
    states = model.stateCount
    slope = model.slopeIndex
    season = model.seasonIndex
    self.groups = groups
    vectors = [SIMD4<Double>](repeating: .zero, count: states * groups)
    matrix = [Double](repeating: 0, count: withMatrix ? states * states : 0)
    scratch = [Double](repeating: 0, count: states)
  }

  /// Goes back from behind a point, given by its place in the record, to before it.
  mutating func goBack(over place: Int, of record: FilterRecord) {
    transposeVectors()
    if !matrix.isEmpty { transposeMatrix() }
    guard record.isObserved[place] else { return }
    let inverse = 1 / record.variances[place]
    let gains = place * states
    for group in 0..<groups {
      var change = record.innovations[place * groups + group]
      for state in 0..<states {
        change -= record.loadings[gains + state] * vectors[state * groups + group]
      }
      change *= inverse
      vectors[group] += change
      if season >= 0 { vectors[season * groups + group] += change }
    }
    guard !matrix.isEmpty else { return }
    var square = 0.0
    for row in 0..<states {
      var sum = 0.0
      for column in 0..<states {
        sum += matrix[row * states + column] * record.loadings[gains + column]
      }
      scratch[row] = sum * inverse
      square += scratch[row] * record.loadings[gains + row]
    }
    // z has a one at the level and one at the season.
    let corner = square * inverse + inverse
    addToSignal(0, corner)
    if season >= 0 { addToSignal(season, corner) }
  }

  private mutating func addToSignal(_ index: Int, _ corner: Double) {
    for other in 0..<states {
      matrix[index * states + other] -= scratch[other]
      matrix[other * states + index] -= scratch[other]
    }
    matrix[index * states] += corner
    if season >= 0 { matrix[index * states + season] += corner }
  }

  /// r ← T'r.
  private mutating func transposeVectors() {
    for group in 0..<groups {
      if slope >= 0 { vectors[groups + group] += vectors[group] }
      guard season >= 0 else { continue }
      let first = vectors[season * groups + group]
      for lag in season..<(states - 1) {
        vectors[lag * groups + group] = vectors[(lag + 1) * groups + group] - first
      }
      vectors[(states - 1) * groups + group] = SIMD4<Double>.zero - first
    }
  }

  /// N ← T'NT.
  private mutating func transposeMatrix() {
    for row in 0..<states { transpose(from: row * states, by: 1) }
    for column in 0..<states { transpose(from: column, by: states) }
  }

  private mutating func transpose(from start: Int, by stride: Int) {
    if slope >= 0 { matrix[start + stride * slope] += matrix[start] }
    guard season >= 0 else { return }
    let first = matrix[start + stride * season]
    for lag in season..<(states - 1) {
      matrix[start + stride * lag] = matrix[start + stride * (lag + 1)] - first
    }
    matrix[start + stride * (states - 1)] = -first
  }
}
