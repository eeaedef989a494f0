internal import Statistics
internal import Units
internal import Values

/// What a reader of the figures must know beside them: bounds, groups that only one table knows,
/// small samples, and averages that hide opposite groups.
struct EconomicsFindings {
  let analysis: EconomicsAnalysis
  let request: EconomicsRequest
  let measures: EconomicsMeasures
  let figures: [GroupFigures]
  let intervals: [FigureIntervals]
  let skewness: [Double]
  /// Whether the interval of ltv_cac holds the target, for each row.
  let isUndecided: [Bool]
  let target: Double

  var notes: [Note] {
    var notes: [Note] = []
    if analysis.usesMargin, !request.hasMargin, request.method != .simple {
      notes.append(Note(.note, "margin is 100%"))
    }
    if analysis.hasSpend { notes += oneSided }
    if analysis.columns.contains(.churn) { notes += zeroChurn + overfull }
    if request.method == .expansion { notes += unlimited }
    if analysis.columns.contains(.payback) { notes += never }
    if request.hasIntervals { notes += samples }
    if analysis.columns.contains(.verdict) { notes += undecided + blend }
    return notes
  }

  private func name(_ figures: GroupFigures) -> String {
    let group = figures.sums.key.name
    guard let period = figures.sums.window.period else { return group }
    return group.isEmpty ? "\(period)" : "\(group) \(period)"
  }

  /// A sentence on the rows for which something holds; those of a long table are counted.
  private func note(
    _ kind: Note.Kind, _ rows: [GroupFigures], _ sentence: (String) -> String,
  ) -> [Note] {
    guard !rows.isEmpty else { return [] }
    return [Note(kind, sentence(NameList.text(rows.map(name).filter { !$0.isEmpty })))]
  }

  private func about(_ names: String) -> String { names.isEmpty ? "" : ": \(names)" }

  private var oneSided: [Note] {
    note(.note, figures.filter { $0.sums.outlays > 0 && $0.won == 0 }) {
      "money was spent and no customer won\(about($0))"
    }
      + note(.note, figures.filter { $0.won > 0 && $0.sums.outlays == 0 }) {
        "customers were won and nothing was spent, so cac is 0\(about($0))"
      }
      + note(
        .note, figures.count == 1 ? figures.filter { $0.won == 0 && $0.sums.outlays == 0 } : []
      ) { _ in "nothing was spent and no customer won, so cac is missing" }
  }

  /// Nobody lost is no proof that nobody leaves: the bounds are those of the intervals, where the
  /// result has some, so that one limit is told of each figure.
  private var zeroChurn: [Note] {
    zip(figures, intervals).filter { $0.0.open > 0 && $0.0.lost == 0 }.prefix(8)
      .map { figures, intervals in
        let group = name(figures)
        let place = group.isEmpty ? "" : "\(group): "
        let open = Self.counted(figures.open, "customer-month")
        let most = intervals.interval(.churn).most ?? bound(of: figures)
        let level = "\(Self.short(request.level * 100))%"
        let months = intervals.interval(.lifetime).least ?? 1 / most
        var text =
          "\(place)nobody was lost in \(open), so that (\(level)) churn is at most "
          + "\(perTime(most)) and lifetime at least \(Self.counted(months, "month"))"
        if analysis.columns.contains(.ltv), let least = leastValue(figures, intervals, most) {
          text += ", ltv at least \(Self.short(least))"
        }
        return Note(.note, text)
      }
  }

  /// The upper bound of a monthly churn of which nothing was seen.
  private func bound(of figures: GroupFigures) -> Double {
    request.definition.isHazard
      ? RuleOfThree.upperMean(level: request.level) / figures.open
      : RuleOfThree.upperShare(trials: figures.open, level: request.level)
  }

  /// A monthly churn in the time of the result.
  private func perTime(_ churn: Double) -> String {
    let months = measures.churnTime.scale
    let time = measures.churnTime.name
    return measures.isHazard
      ? "\(Self.short(churn * months))/\(time)"
      : "\(Self.short(CompoundRate.loss(churn, periods: months) * 100))%/\(time)"
  }

  private func leastValue(
    _ figures: GroupFigures, _ intervals: FigureIntervals, _ churn: Double
  ) -> Double? {
    if let least = intervals.interval(.ltv).least { return least }
    guard let arpa = figures.arpa else { return nil }
    let least = request.lifetimeValue.value(
      margin: arpa * figures.margin, churn: min(1, churn))
    return least.isFinite ? least : nil
  }

  private var overfull: [Note] {
    note(.warning, figures.filter(\.isOverfull)) {
      "more customers left than were at risk, so that churn is no share\(about($0))"
    }
  }

  private var unlimited: [Note] {
    note(.warning, figures.filter { $0.ltv == nil && $0.arpa != nil && $0.churn != nil }) {
      "expansion is as high as churn, so that ltv has no limit\(about($0))"
    }
  }

  private var never: [Note] {
    note(.note, figures.filter { $0.payback == .never }) { "payback is never\(about($0))" }
  }

  private var samples: [Note] {
    let isMean = analysis.needs == .revenue
    var small: [GroupFigures] = [], skewed: [GroupFigures] = []
    for (figures, skewness) in zip(figures, skewness) {
      let warnings =
        isMean
        ? SampleWarning.ofMean(units: figures.won, unit: "customers", skewness: skewness)
        : SampleWarning.ofShare(units: figures.won, unit: "customers")
      for warning in warnings {
        switch warning {
        case .fewUnits: small.append(figures)
        case .skewed: skewed.append(figures)
        }
      }
    }
    let least = Self.short(isMean ? SampleWarning.leastUnitsOfMean : SampleWarning.leastUnits)
    return note(.warning, small) {
      "fewer than \(least) customers, so intervals may be too narrow\(about($0))"
    }
      + note(.warning, skewed) {
        "a few large amounts decide the mean, so intervals may be too narrow\(about($0))"
      }
  }

  private var undecided: [Note] {
    note(.warning, zip(figures, isUndecided).filter(\.1).map(\.0)) {
      "the interval of ltv_cac holds \(GroupFigures.ratio(target)), so the verdict may be "
        + "otherwise\(about($0))"
    }
  }

  /// Where groups lie on both sides of the target, the average of all is nobody's figure.
  private var blend: [Note] {
    guard !request.keys.isEmpty, request.every == nil else { return [] }
    var notes: [Note] = []
    let known = figures.filter { $0.ltvCac != nil }
    let above = known.filter { ($0.ltvCac ?? 0) >= target }
    let below = known.filter { ($0.ltvCac ?? 0) < target }
    if let all = GroupSums.blend(figures.map(\.sums)).map({
      GroupFigures($0, request)
    }),
      let ratio = all.ltvCac
    {
      let opposite = ratio >= target ? below : above
      if above.isEmpty || below.isEmpty, !opposite.isEmpty {
        // Every group lies on the other side than the blend.
        notes += note(.warning, opposite) {
          "the blend (ltv_cac \(Self.short(ratio))) lies on the other side of "
            + "\(GroupFigures.ratio(target)) than every group\(about($0))"
        }
      } else {
        notes += note(.warning, opposite) {
          "the blend (ltv_cac \(Self.short(ratio))) hides groups on the other side of "
            + "\(GroupFigures.ratio(target))\(about($0))"
        }
      }
    }
    let priced = known.filter { ($0.cac ?? 0) > 0 }
    if let cheapest = priced.min(by: { ($0.cac ?? 0) < ($1.cac ?? 0) }),
      let best = priced.max(by: { ($0.ltvCac ?? 0) < ($1.ltvCac ?? 0) }),
      name(cheapest) != name(best)
    {
      notes.append(
        Note(
          .note,
          "the cheapest cac is that of \(name(cheapest)), the best ltv_cac that of \(name(best))")
      )
    }
    return notes
  }

  /// A number with at most two decimals, as a sentence takes it.
  static func short(_ value: Double) -> String {
    guard value.magnitude < 1e15 else { return "\(value)" }
    let rounded = (value * 100).rounded() / 100
    return NumberText().text(.number(rounded))
  }

  /// A number with its noun: `1 month`, `2,400 customer-months`.
  private static func counted(_ value: Double, _ noun: String) -> String {
    let text = short(value)
    return text == "1" ? "1 \(noun)" : "\(text) \(noun)s"
  }
}

extension Estimate.Interval {
  fileprivate var least: Double? {
    switch self {
    case .between(let low, _), .atLeast(let low): low
    case .atMost, .none: nil
    }
  }

  fileprivate var most: Double? {
    switch self {
    case .between(_, let high), .atMost(let high): high
    case .atLeast, .none: nil
    }
  }
}
