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
