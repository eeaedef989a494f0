internal import Statistics
internal import Units
internal import Values

/// How `ltv` is computed: the word of `method:`.
enum LtvMethod: String, CaseIterable, Sendable {
  case simple, margin
  case discountedAdvance = "discounted_advance"
  case discountedArrears = "discounted_arrears"
  case expansion, survival, sbg, weibull

  /// The method that a call names, or that its other arguments imply.
  ///
  /// Errors: a method that comes later, and arguments that do not go with the method.
  static func chosen(
    _ text: String?, hasMargin: Bool, hasDiscount: Bool, hasExpansion: Bool,
  ) throws(ValueError) -> LtvMethod {
    if hasDiscount, hasExpansion {
      throw ValueError(
        .unsupported, "`ltv` with both `discount:` and `expansion:` comes with a later version",
        because: "the simple formulas take one of them", argument: "expansion")
    }
    let implied: LtvMethod =
      hasDiscount ? .discountedAdvance : hasExpansion ? .expansion : .margin
    guard let text else { return implied }
    guard let method = LtvMethod(rawValue: text) else {
      let names = allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      throw ValueError(
        .invalidArgument, "`method:` cannot be \"\(text)\"", because: "it is one of \(names)",
        fixes: [.init("method: \"margin\"")], argument: "method")
    }
    try method.requireArguments(
      hasMargin: hasMargin, hasDiscount: hasDiscount, hasExpansion: hasExpansion)
    return method
  }

  private func requireArguments(
    hasMargin: Bool, hasDiscount: Bool, hasExpansion: Bool,
  ) throws(ValueError) {
    if let later = laterBecause {
      throw ValueError(
        .unsupported, "`ltv` by the method \"\(rawValue)\" comes with a later version",
        because: later, fixes: [.init("method: \"margin\"")], argument: "method")
    }
    if self == .simple, hasMargin {
      throw ValueError(
        .invalidArgument, "the method \"simple\" takes no margin",
        because: "it is revenue over churn", fixes: [.init("method: \"margin\"")],
        argument: "margin")
    }
    let wanted = (discount: isDiscounted, expansion: self == .expansion)
    if wanted.discount != hasDiscount {
      throw ValueError(
        .invalidArgument,
        "the method \"\(rawValue)\" \(hasDiscount ? "takes no" : "requires a") discount",
        fixes: [
          hasDiscount ? .init("method: \"discounted_advance\"") : .init("discount: 10%/year")
        ], argument: hasDiscount ? "discount" : "method")
    }
    if wanted.expansion != hasExpansion {
      throw ValueError(
        .invalidArgument,
        "the method \"\(rawValue)\" \(hasExpansion ? "takes no" : "requires an") expansion",
        fixes: [hasExpansion ? .init("method: \"expansion\"") : .init("expansion: 1%/month")],
        argument: hasExpansion ? "expansion" : "method")
    }
  }

  /// The methods that this version computes.
  static let available = allCases.filter { $0.laterBecause == nil }

  private var isDiscounted: Bool { self == .discountedAdvance || self == .discountedArrears }

  private var laterBecause: String? {
    switch self {
    case .survival: "it sums the survival of customers by age, which is not estimated yet"
    case .sbg: "it requires renewals by age, to which the shifted beta-geometric is fitted"
    case .weibull: "it requires a Weibull curve fitted to the time to cancellation"
    case .simple, .margin, .discountedAdvance, .discountedArrears, .expansion: nil
    }
  }

  /// The formula once the rate of `discount:` or `expansion:` per period of churn is known.
  func formula(rate: Double) -> LifetimeValueMethod {
    switch self {
    case .discountedAdvance: .discountedInAdvance(discount: rate)
    case .discountedArrears: .discountedInArrears(discount: rate)
    case .expansion: .expansion(growth: rate)
    case .simple, .margin, .survival, .sbg, .weibull: .undiscounted
    }
  }

  var meaning: String {
    switch self {
    case .simple: "The revenue that a customer brings until leaving, before the cost of serving."
    case .discountedAdvance:
      """
      The margin that a customer brings until leaving, in today's money: the first payment comes \
      now, and later ones are discounted.
      """
    case .discountedArrears:
      """
      The margin that a customer brings until leaving, in today's money: the first payment comes \
      at the end of the first period, from those who are still there.
      """
    case .expansion:
      """
      The margin that a customer brings until leaving, where the revenue of those who stay grows \
      by a share of the first amount in each period.
      """
    case .margin, .survival, .sbg, .weibull: "The margin that a customer brings until leaving."
    }
  }

  var formulaText: String {
    switch self {
    case .simple: "ltv = arpa / churn"
    case .discountedAdvance: "ltv = arpa · margin · (1 + discount) / (discount + churn)"
    case .discountedArrears: "ltv = arpa · margin · (1 − churn) / (discount + churn)"
    case .expansion: "ltv = arpa · margin / (churn − expansion)"
    case .margin, .survival, .sbg, .weibull: "ltv = arpa · margin / churn"
    }
  }
}

/// The rate of `discount:` or `expansion:`, a growth that compounds.
enum GrowthRate {
  /// How many of the rate's periods one of `time` is: 1/12 for a yearly rate and months.
  static func periods(
    _ measure: Measure, per time: NamedUnit, argument: String,
  ) throws(ValueError) -> Double {
    guard case .periodic(let own, let kind) = measure else {
      throw ValueError(
        .invalidArgument, "`\(argument):` must be a share per time, not \(measure)",
        fixes: [.init("\(argument): 10%/year")], argument: argument)
    }
    guard kind != .loss else {
      throw ValueError(
        .wrongDirection, "`\(argument):` is a growth, but this is a loss",
        because: "a loss takes from what is left, and a growth adds to it",
        fixes: [.init("\(argument): 10%/year")], argument: argument)
    }
    guard own.base == time.base else {
      throw ValueError(
        .invalidArgument,
        "a share per \(own.name) cannot be brought to a share per \(time.name)",
        because: "no number of days is a month", fixes: [.init("\(argument): 10%/year")],
        argument: argument)
    }
    return time.scale / own.scale
  }

  /// The rate of one period of churn: (1 + rate)ⁿ − 1.
  static func compounded(
    _ rate: Double, periods: Double, argument: String,
  ) throws(ValueError) -> Double {
    let lowest = argument == "discount" ? 0.0 : -1.0
    guard rate.isFinite, rate >= lowest else {
      throw ValueError(
        .outOfRange, "`\(argument):` is at least \(lowest == 0 ? "0%" : "-100%")",
        because: "it is \(NumberText().text(Quantity(rate, .share)))", argument: argument)
    }
    return CompoundRate.growth(rate, periods: periods)
  }
}
