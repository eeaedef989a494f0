import Units
import Values

/// A function of texts in both forms.
struct TextFunction: Sendable {
  var name: String
  var parameters: [Parameter]
  var result: Type
  /// Nil where the engine has no such operation.
  var sql: @Sendable ([String]) -> String?
  var evaluate: @Sendable ([String]) throws(ValueError) -> Value

  var overload: Overload {
    let (name, evaluate, result) = (name, evaluate, result)
    let operation = ScalarOperation(
      name, sql: sql,
      evaluate: { arguments throws(ValueError) in
        var texts: [String] = []
        for argument in arguments {
          guard case .text(let text) = argument else {
            throw ValueError(
              .invalidArgument, "`\(name)` requires a Text, but this is \(argument.type)")
          }
          texts.append(text)
        }
        return try evaluate(texts)
      })
    return Overload(
      Signature(
        parameters, form: .scalar { _ in operation }, resultText: result.description,
        result: { _ in result }))
  }
}

extension Parameter {
  static let text = Parameter("text", .value(.text), "a text")

  static func text(_ name: String, _ summary: String) -> Parameter {
    Parameter(name, .value(.text), summary)
  }
}
