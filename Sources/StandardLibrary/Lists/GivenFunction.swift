package import Values

/// A function that was given as an argument, ready to be applied.
package struct GivenFunction: Sendable {
  /// Applies it to values.
  ///
  /// Errors: those of what it does; they are told at their own place.
  package let apply: @Sendable ([Value]) throws(ValueError) -> Value
  /// The same on plain numbers; nil where it takes or gives anything else.
  package let numeric: NumericFunction?

  package init(
    apply: @escaping @Sendable ([Value]) throws(ValueError) -> Value, numeric: NumericFunction?
  ) {
    self.apply = apply
    self.numeric = numeric
  }
}

extension Call {
  /// How many steps of a loop run between two looks at Ctrl-C.
  private static let stepsBetweenLooks = 4096

  /// Counts a step of a loop, and ends the loop where the person has asked for it.
  func step(_ number: Int) throws(ValueError) {
    if number % Self.stepsBetweenLooks == 0 { try context.checkInterruption() }
  }
}
