package import Diagnostics
internal import Syntax
internal import TypeChecking
internal import Values

/// What a script says of itself: its first `##` block, and its parameters.
package struct ScriptDescription: Sendable {
  package struct Parameter: Sendable {
    /// As it is typed: `--max-cac`.
    package var option: String
    /// What is typed for it, such as `a period`.
    package var form: String
    package var example: String
    /// What it is when it is not given, as the script writes it; nil where it has to be given.
    package var defaultText: String?
    /// The `##` comment beside it.
    package var documentation: String?
  }

  package var documentation: String?
  package var parameters: [Parameter]
}

extension Session {
  /// Reads what a script says of its parameters; nothing runs, and mistakes are passed over.
  package func describe(_ text: SourceText) -> ScriptDescription {
    let (tree, checker, scope) = describing(text)
    let parameters = tree.statements.compactMap { statement -> ScriptDescription.Parameter? in
      guard case .parameter(let name, let syntax, let value) = statement.kind else { return nil }
      var type = Type.unknown
      if case .value(let found, _, _)? = scope.lookup(name.text) { type = found }
      let (form, example) = checker.parameterForm(syntax, type)
      return ScriptDescription.Parameter(
        option: Self.optionName(name.text), form: form, example: example,
        defaultText: value.map { sources.text(of: $0.span) },
        documentation: statement.documentation)
    }
    return ScriptDescription(documentation: tree.documentation, parameters: parameters)
  }
}
