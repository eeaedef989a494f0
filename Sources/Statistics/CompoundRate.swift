/// Rates of a period that compound over several.
package enum CompoundRate {
  /// The share lost over several periods at a constant share lost in each: 1 − (1 − rate)ⁿ.
  ///
  /// - Parameters:
  ///   - rate: the share lost in one period, at most 1.
  ///   - periods: how many periods; 1/12 gives a monthly rate from a yearly one.
  /// - Returns: NaN for a rate above 1.
  package static func loss(_ rate: Double, periods: Double) -> Double {
    -exponentialMinusOne(periods * logarithmOfOnePlus(-rate))
  }

  /// The growth over several periods at a constant growth in each: (1 + rate)ⁿ − 1.
  ///
  /// - Parameters:
  ///   - rate: the growth of one period, at least −1.
  ///   - periods: how many periods; 1/12 gives a monthly rate from a yearly one.
  /// - Returns: NaN for a rate below −1.
  package static func growth(_ rate: Double, periods: Double) -> Double {
    exponentialMinusOne(periods * logarithmOfOnePlus(rate))
  }
}
