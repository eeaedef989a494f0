internal import Diagnostics
internal import Syntax
internal import TypeChecking
internal import Values

/// The pages of a session's own names, for `:help NAME`.
extension Session {
  /// The page of a name: its `##` comment, how it is written, and what it needs.
  ///
  /// A name of a module is asked for with it: `saas.cost_per_win`. Nil for what the session does not know.
  package func page(named name: String) -> String? {
    guard let binding = scope.lookup(name) else { return nil }
    let (what, code, needs) = description(of: name, binding)
    var blocks = ["## \(name), \(what)"]
    if let text = documentation[name] { blocks.append(text) }
    if let code { blocks.append("```\n\(code)\n```") }
    if !needs.isEmpty { blocks.append(Self.sentence(needs)) }
    if case .module(let names) = binding {
      blocks.append(names.map { Self.line("\(name).\($0)", documentation) }.joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func description(
    of name: String, _ binding: Binding
  ) -> (what: String, code: String?, needs: [String]) {
    let last = name.split(separator: ".").last.map(String.init) ?? name
    switch binding {
    case .value(let type, _, _): return ("a value: \(type.summary)", nil, [])
    case .substitution(let checked): return ("a value: \(checked.type.summary)", nil, [])
    case .columnExpression(let expression, let home):
      return (
        "an expression over columns", sources.text(of: expression.span),
        columns(neededBy: expression, in: home)
      )
    case .metric(let expression, let home):
      return (
        "a metric", "\(last) = \(sources.text(of: expression.span))",
        columns(neededBy: expression, in: home)
      )
    case .lambda(let parameters, let body, let home):
      let names = parameters.map(\.text).joined(separator: ", ")
      return (
        "a function", "\(name)(\(names)) = \(sources.text(of: body.span))",
        columns(neededBy: body, in: home)
      )
    case .function(let declaration, let home):
      return (
        "a function", signature(of: declaration, as: name),
        columns(neededBy: declaration.body, in: home)
      )
    case .module(let names): return ("a module\(names.isEmpty ? " without names" : "")", nil, [])
    }
  }

  private func columns(neededBy expression: Expression, in home: Scope) -> [String] {
    checker(evaluating: false).columns(neededBy: expression, in: home)
  }

  /// `ltv(arpa: USD/customer/month, margin: Number = 100%) -> USD/customer`, in the words of the text.
  private func signature(of declaration: FunctionDeclaration, as name: String) -> String {
    let parameters = declaration.parameters.map { parameter in
      var text = parameter.name.text
      if let type = parameter.type { text += ": \(sources.text(of: type.span))" }
      if let value = parameter.defaultValue { text += " = \(sources.text(of: value.span))" }
      return text
    }
    let result = declaration.result.map { " -> \(sources.text(of: $0.span))" } ?? ""
    return "\(name)(\(parameters.joined(separator: ", ")))\(result)"
  }

  private static func sentence(_ needs: [String]) -> String {
    let columns = needs.map { ColumnText.written($0) ?? $0 }
    guard let last = columns.last, columns.count > 1 else {
      return "It needs the column \(columns.first ?? "")."
    }
    return "It needs the columns \(columns.dropLast().joined(separator: ", ")) and \(last)."
  }

  private static func line(_ name: String, _ documentation: [String: String]) -> String {
    guard let first = documentation[name]?.split(separator: "\n").first else {
      return "- `\(name)`"
    }
    return "- `\(name)`: \(first)"
  }
}
