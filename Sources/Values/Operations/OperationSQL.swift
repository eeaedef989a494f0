/// The SQL texts that the operations share.
package enum OperationSQL {
  /// A number as a literal of the engine's double type; without the exponent the engine would read a
  /// decimal fraction.
  package static func number(_ value: Double) -> String {
    let text = value.description
    if text.contains("e") { return text }
    return "\(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)e0"
  }

  /// `text * factor`, or the text alone for a factor of 1.
  package static func scaled(_ text: String, by factor: Double) -> String {
    factor == 1 ? text : "\(text) * \(number(factor))"
  }

  /// A scaled text that can stand as the operand of another operator.
  static func operand(_ text: String, scaledBy factor: Double) -> String {
    factor == 1 ? text : "(\(scaled(text, by: factor)))"
  }

  /// The number, or missing where it is infinite or not a number.
  package static func finite(_ text: String) -> String {
    "CASE WHEN isfinite(\(text)) THEN \(text) END"
  }
}
