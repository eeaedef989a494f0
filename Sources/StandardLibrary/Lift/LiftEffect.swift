internal import Statistics
internal import Units
internal import Values

/// The effect of a treatment by one of the methods, with what is said of it.
struct LiftEffect {
  var method: String
  /// Per unit and period, in the unit of the figure.
  var effect: Estimate
  var probability: Double?
  var rank: Int?
  var notes: [Note] = []
  var interval: String

  static let mostUnits = 1_000

  /// Compares the treated units with the others.
  ///
  /// Errors: `data` for too few units, `tooLarge` for more than 1,000 of a synthetic control.
  init(_ panel: LiftPanel, _ request: LiftRequest, seed: UInt64) throws(ValueError) {
    let treated = panel.isTreated.indices.filter { panel.isTreated[$0] }
    let method = request.method ?? (treated.count == 1 ? "synthetic" : "difference")
    do {
      if method == "synthetic" {
        self = try Self.synthetic(panel, treated, request)
      } else {
        self = try Self.difference(panel, treated, request, seed)
      }
    } catch let error as PanelError {
      throw Self.words(error, method, panel, treated.count)
    } catch let error as ValueError {
      throw error
    } catch {
      throw ValueError(.data, "the effect has no value", argument: "of")
    }
    if request.method == nil {
      notes.insert(
        Note(
          .note,
          treated.count == 1
            ? "a synthetic control, since one unit was treated"
            : "differences in differences, since \(treated.count) units were treated"), at: 0)
    }
  }

  private init(_ method: String, _ effect: Estimate, interval: String) {
    self.method = method
    self.effect = effect
    self.interval = interval
  }

  private static func words(
    _ error: PanelError, _ method: String, _ panel: LiftPanel, _ treated: Int
  ) -> ValueError {
    guard case .tooFew(_, let others, let leastTreated, let leastOthers) = error
    else {
      return ValueError(.data, "the panel tells nothing of the treatment", argument: "table")
    }
    let isOther = others < leastOthers
    let found =
      "\(LiftPanel.text(treated)) \(treated == 1 ? "was" : "were") treated and "
      + "\(LiftPanel.text(others)) \(others == 1 ? "was" : "were") not"
    if method == "synthetic" {
      return ValueError(
        .data, "a synthetic control takes \(leastOthers) units that were not treated",
        because: "\(found); with fewer no placebo can be made of the others", argument: "treated")
    }
    return ValueError(
      .data,
      "differences take \(leastTreated) treated units and \(leastOthers) others at least",
      because: "\(found); of a single unit nothing tells how much units vary",
      fixes: isOther || treated > 1
        ? [] : [.init("method: \"synthetic\"", note: "beside a weighted mean of others")],
      argument: isOther ? "treated" : "method")
  }

  // MARK: Differences in differences

  private static func difference(
    _ panel: LiftPanel, _ treated: [Int], _ request: LiftRequest, _ seed: UInt64
  ) throws -> LiftEffect {
    let fit = try DifferenceInDifferences(
      try Panel(panel.outcomes, before: panel.before), treated: treated, level: request.level)
    var effect = Estimate(
      value: fit.effect.value, measure: request.measure,
      interval: fit.effect.lower.isFinite && fit.effect.upper.isFinite
        ? .between(low: fit.effect.lower, high: fit.effect.upper) : .none,
      level: request.level)
    let (value, error) = (fit.effect.value, fit.effect.standardError)
    let freedom = Double(panel.names.count - 2)
    let stream = "lift \(panel.names.count) \(value.bitPattern) \(error.bitPattern)"
    effect.lazyReplicates = LazyAttempt { () throws(ValueError) in
      CoefficientDraws(
        [value], covariance: [[error * error]], degreesOfFreedom: freedom, seed: seed,
        stream: stream
      ).replicates.first ?? []
    }
    var result = LiftEffect(
      "difference", effect,
      interval:
        "by Student's t with \(LiftPanel.text(panel.names.count - 2)) degrees of freedom, errors "
        + "clustered by unit (HC2 of the mean changes)")
    result.probability = fit.effect.probability.isFinite ? fit.effect.probability : nil
    let text = NumberText()
    result.notes.append(
      Note(
        .note,
        "the others changed by \(text.text(Quantity(fit.changeOfOthers, request.measure))) per period"
      ))
    let fewest = min(treated.count, panel.names.count - treated.count)
    if fewest < 5 {
      result.notes.append(
        Note(
          .warning,
          "\(fewest) unit\(fewest == 1 ? "" : "s") on one side: the interval rests on how much these few vary"
        ))
    }
    result.notes += trend(Array(fit.periods.prefix(panel.before)), request)
    return result
  }

  /// A warning where the units moved apart before the treatment already.
  private static func trend(_ differences: [Double], _ request: LiftRequest) -> [Note] {
    let times = differences.indices.map(Double.init)
    guard differences.count >= 6,
      let regressors = try? Regressors([times], count: differences.count),
      let fit = try? LinearRegression(differences, on: regressors), !fit.isPerfect,
      let slope = try? fit.estimates(.hac(), level: 0.95).last, slope.probability < 0.05
    else { return [] }
    let text = NumberText()
    return [
      Note(
        .warning,
        "before \(request.from) the treated units already moved away from the others by \(text.text(Quantity(slope.value, request.measure))) a period (p \(RegressionResult.probability(slope.probability))): the effect may be that trend"
      )
    ]
  }

  // MARK: Synthetic control

  private static func synthetic(
    _ panel: LiftPanel, _ treated: [Int], _ request: LiftRequest
  ) throws -> LiftEffect {
    guard panel.names.count <= mostUnits else {
      throw ValueError(
        .tooLarge, "a synthetic control takes at most 1,000 units",
        because:
          "there are \(LiftPanel.text(panel.names.count)), and each gets a control of its own",
        argument: "table")
    }
    // Several treated units are taken together, by their mean.
    let mean = panel.days.indices.map { day in
      treated.reduce(0) { $0 + panel.outcomes[$1][day] } / Double(treated.count)
    }
    let donors = panel.names.indices.filter { !panel.isTreated[$0] }
    let ranks = try PlaceboRanks(
      try Panel([mean] + donors.map { panel.outcomes[$0] }, before: panel.before), treated: 0)
    let limits = ranks.interval(level: request.level)
    let effect = Estimate(
      value: ranks.control.effect, measure: request.measure,
      interval: limits.map { .between(low: $0.lower, high: $0.upper) } ?? .none,
      level: request.level)
    var result = LiftEffect(
      "synthetic", effect,
      interval: "by the constant effects that the placebos do not refuse (Firpo & Possebom)")
    result.probability = ranks.probability
    result.rank = ranks.rank
    result.notes = notes(ranks, donors.map { panel.names[$0] }, request, hasInterval: limits != nil)
    return result
  }

  private static func notes(
    _ ranks: PlaceboRanks, _ names: [String], _ request: LiftRequest, hasInterval: Bool
  ) -> [Note] {
    let text = NumberText()
    func amount(_ number: Double) -> String { text.text(Quantity(number, request.measure)) }
    let control = ranks.control
    let weights = zip(control.weights, names).filter { $0.0 >= 0.005 }.sorted { $0.0 > $1.0 }
    let shown = weights.prefix(6).map { "\(text.text(Quantity($0.0, .share))) \($0.1)" }
    var notes = [
      Note(
        .note,
        "the control is \(shown.joined(separator: " + "))\(weights.count > 6 ? " and \(weights.count - 6) more" : "")"
      ),
      Note(
        .note,
        "it misses the treated by \(amount(control.errorBefore)) before the treatment and by \(amount(control.errorAfter)) after it (root mean square); rank \(ranks.rank) of \(ranks.placebos.count + 1) by their ratio"
      ),
    ]
    if control.errorBefore > control.effect.magnitude {
      notes.append(
        Note(
          .warning, "the control misses by more than the effect before the treatment already"))
    }
    if !hasInterval {
      let level = text.text(Quantity(request.level, .share))
      notes.append(
        Note(
          .warning,
          "no \(level) interval: \(ranks.placebos.count) placebos tell p-values from \(text.text(Quantity(1 / Double(ranks.placebos.count + 1), .share))) on"
        ))
    }
    return notes
  }
}
