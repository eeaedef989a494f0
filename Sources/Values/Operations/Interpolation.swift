internal import Units

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
    })
}

extension Interpolation {
  /// A value as text, in a format or as it would be shown: `{churn:.1}`.
  ///
  /// The engine has it for texts, days and truth values without a format: it rounds and groups numbers in
  /// other ways.
  package static func formatted(
    _ format: String?, dollar: String, type: Type
  ) -> ScalarOperation {
    ScalarOperation(
      "text of a \(type.description)\(format.map { " in the format \($0)" } ?? "")",
      passesMissing: false,
      sql: { arguments in
        guard format == nil else { return nil }
        switch type {
        case .text: return "coalesce(\(arguments[0]), 'missing')"
        case .date, .bool: return "coalesce(CAST(\(arguments[0]) AS VARCHAR), 'missing')"
        default: return nil
        }
      },
      evaluate: { arguments throws(ValueError) in
        guard let value = arguments.first.map({ measured($0, as: type) }) else { return .text("") }
        if case .text(let text) = value, format == nil { return .text(text) }
        let writer = NumberText(dollar: dollar)
        guard let format else { return .text(writer.text(value)) }
        guard let text = writer.text(value, format: format) else {
          throw ValueError(
            .invalidArgument, "the format `\(format)` does not fit \(value.type.description)",
            because: "a format is .N decimals, `,` grouping, `%`, `e`, or a date pattern",
            fixes: [.init("{x:.1}", note: "one decimal"), .init("{day:yyyy-mm-dd}")])
        }
        return .text(text)
      })
  }

  /// A number of a row that came from the engine without its unit, with that of its column.
  private static func measured(_ value: Value, as type: Type) -> Value {
    guard case .quantity(let quantity) = value, quantity.measure.isNumber,
      let measure = type.measure
    else { return value }
    return .quantity(Quantity(quantity.magnitude, measure))
  }
}
