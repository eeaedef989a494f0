/// What a channel gets of a budget, and what that brings.
package struct ChannelAllocation: Sendable, Equatable {
  package let spend: Double

  package let outcome: Double

  /// Outcomes times the value of one.
  package let value: Double

  /// Outcomes that one more unit of money brings.
  package let marginalOutcome: Double

  /// The value of the outcomes that one more unit of money brings.
  package let marginalValue: Double

  package let bound: SpendBound
}

/// What holds a channel's spend.
package enum SpendBound: String, Sendable {
  /// Nothing: its marginal value is the same as that of all other such channels (to a step, where there is
  /// one).
  case interior

  /// Nothing is spent, as no floor asks for it.
  case zero

  case floor, cap

  /// The floor is the cap.
  case fixed
}
