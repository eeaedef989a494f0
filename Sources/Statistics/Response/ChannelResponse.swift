/// What was found of a channel.
package struct ChannelResponse: Sendable {
  package let name: String

  /// Whether the data tell its curve; where not, its returns are not to be used.
  package let identification: Identification

  /// The curve; nil where spend does not vary, so that nothing is known of it.
  package let curve: SaturationCurve?
  package let carryOver: CarryOver

  /// The spend that the curve is asked of in each period: carried over, or where it saturates first as it was.
  package let stock: [Double]

  /// The amplitude of the curve.
  package let amplitude: ParameterEstimate
  /// The scale of the curve; nil for a power, whose scale is a reference and not estimated.
  package let scale: ParameterEstimate?
  /// The exponent; nil where the family has none.
  package let shape: ParameterEstimate?
  /// In the order of `CarryOverKind.parameterNames`.
  package let carryOverParameters: [ParameterEstimate]

  /// Spend per period to which the returns belong.
  package let today: Double
  /// f′(today): the outcome of one more unit of money per period, carry-over included.
  package let marginal: ParameterEstimate
  /// f(today)/today.
  package let average: ParameterEstimate

  /// The families that were compared, in the order given.
  package let comparison: [FamilyComparison]
}

/// How well a family describes a channel.
package struct FamilyComparison: Sendable, Equatable {
  package let family: CurveFamily
  /// Root mean square error of periods that were held out, each predicted from those before; nil where
  /// one family alone was given, or the series is too short.
  package let heldOutError: Double?
  /// Root mean square error within the data.
  package let fitError: Double
  /// Parameters of the whole model.
  package let parameters: Int
  /// Whether it describes the data about as well as the best, so that it is part of the intervals.
  package let isWithinReach: Bool
  /// Whether it is the one whose curve is given.
  package let isChosen: Bool
}

/// The model with other noise: curves, carry-over and coefficients as one draw.
package struct ResponseReplicate: Sendable, Equatable {
  /// In the order of the channels; nil where a channel has no curve.
  package let curves: [SaturationCurve?]
  package let carryOvers: [CarryOver]
  /// The intercept first, then one for each regressor.
  package let coefficients: [Double]
  /// η of each column of the index.
  package let index: [Double]
}
