/// Text made of texts.
package enum Interpolation {
  /// The texts one after another.
  package static let concatenate = ScalarOperation(
    "concatenate", sql: { $0.isEmpty ? "''" : $0.joined(separator: " || ") },
    evaluate: { arguments throws(ValueError) in
      var result = ""
      for argument in arguments {
        guard case .text(let text) = argument else {
          throw Arithmetic.wrongArguments(arguments, "interpolation")
        }
        result += text
      }
      return .text(result)
    }, )
}
