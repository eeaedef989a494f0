/// The best split of a budget over responses that need not be concave, with a bound that proves it.
///
/// Branch and bound: the envelopes over the channels' intervals are split exactly, which bounds every split
/// from above; the channel whose envelope lies farthest above its response has its interval cut, and the
/// part with the highest bound is taken up next, until no bound is above the best split found by more than
/// the tolerance. Of channels that are the same in all, the earlier ones get at least as much.
/// Sources: Land & Doig 1960, "An automatic method of solving discrete programming problems"; Falk &
/// Soland 1969, "An algorithm for separable nonconvex programming problems", Management Science 15:550.
struct BranchSearch {
  private(set) var spend: [Double]
  private(set) var worth: Double

  /// What no split passes.
  private(set) var bound: Double

  /// How many relaxed splits were computed.
  private(set) var work = 1

  private let problem: SplitProblem
  private let allowance: Double
  private let twins: [Int?]
  private var envelopes: [ResponseEnvelope] = []
  private var open = BoundHeap()

  /// Relative to the bound of the whole.
  static let tolerance = 1e-10

  /// - Parameters:
  ///   - problem: what is split.
  ///   - limit: how many relaxed splits are computed at most; the bound reached by then is kept.
  /// - Complexity: a relaxed split takes about ten evaluations of each response. One where all are concave; some
  ///   dozens for usual S-shapes; exponential at worst.
  init(_ problem: SplitProblem, limit: Int) {
    self.problem = problem
    twins = problem.twins
    for (channel, response) in problem.responses.enumerated() {
      envelopes.append(
        ResponseEnvelope(response, low: problem.lows[channel], high: problem.highs[channel]))
    }
    let root = RelaxedSplit(problem, envelopes)
    (spend, worth) = (root.spend, root.worth)
    bound = root.bound
    allowance = Self.tolerance * max(root.worth.magnitude, root.bound.magnitude)
    // Where no envelope lies above its response, the split is the best.
    guard root.cut != nil else { return }
    add(root, Array(envelopes.indices))
    while let node = open.first, node.bound > worth + allowance, work < limit {
      open.removeFirst()
      branch(node)
    }
    bound = max(worth, open.first?.bound ?? worth)
    let polished = PolishedSplit(problem, spend: spend, worth: worth)
    (spend, worth) = (polished.spend, polished.worth)
    bound = max(worth, bound)
  }

  private mutating func add(_ split: RelaxedSplit, _ pieces: [Int]) {
    if split.worth > worth {
      (spend, worth) = (split.spend, split.worth)
    }
    guard let cut = split.cut else { return }
    open.insert(
      BoundHeap.Node(bound: split.bound, pieces: pieces, channel: cut.channel, point: cut.point))
  }

  private mutating func branch(_ node: BoundHeap.Node) {
    for isUpper in [false, true] {
      guard let pieces = pieces(of: node, isUpper: isUpper) else { continue }
      let split = RelaxedSplit(problem, pieces.map { envelopes[$0] })
      work += 1
      if split.bound > worth + allowance || split.worth > worth { add(split, pieces) }
    }
  }

  /// The intervals of one side of a cut; nil where they hold no split.
  private mutating func pieces(of node: BoundHeap.Node, isUpper: Bool) -> [Int]? {
    var pieces = node.pieces
    var channel: Int? = node.channel
    if isUpper {
      // Each earlier twin gets at least as much.
      let low = problem.isStepped ? node.point + 1 : node.point
      while let one = channel {
        let piece = envelopes[pieces[one]]
        if piece.low < low {
          guard low <= piece.high else { return nil }
          pieces[one] = add(one, low, piece.high)
        }
        channel = twins[one]
      }
    } else {
      while let one = channel {
        let piece = envelopes[pieces[one]]
        if piece.high > node.point {
          guard node.point >= piece.low else { return nil }
          pieces[one] = add(one, piece.low, node.point)
        }
        channel = twins.indices.first { twins[$0] == one }
      }
    }
    var (least, most) = (0.0, 0.0)
    for piece in pieces {
      least += envelopes[piece].low
      most += envelopes[piece].high
    }
    let rounding = 1e-12 * problem.budget
    if least > problem.budget + rounding { return nil }
    // Of a budget that is to be spent nothing may be left over.
    return problem.least == 0 && most < problem.budget - rounding ? nil : pieces
  }

  private mutating func add(_ channel: Int, _ low: Double, _ high: Double) -> Int {
    envelopes.append(ResponseEnvelope(problem.responses[channel], low: low, high: high))
    return envelopes.count - 1
  }
}
