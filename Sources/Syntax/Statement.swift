package import Diagnostics

/// One statement of a script or of a line at the prompt.
package struct Statement: Sendable {
  package indirect enum Kind: Sendable {
    case `let`(Name, Expression)
    case function(FunctionDeclaration)
    case metric(Name, Expression)
    case parameter(Name, type: TypeSyntax?, default: Expression?)
    /// `use "lib/saas.sales" as saas`
    case use(path: String, pathSpan: Span, as: Name?)
    case check(Expression, message: Expression?)
    case test(name: String, body: [Statement])
    case unit(Name)
    case currency(Name)
    case expression(Expression)
    /// What could not be parsed; its diagnostic has been reported.
    case invalid
  }

  package var kind: Kind
  package var span: Span
  /// The text of the `##` comments that belong to it.
  package var documentation: String?
  /// True when a `;` stands after it: its value is not shown.
  package var isSilent: Bool

  package init(_ kind: Kind, span: Span, documentation: String? = nil, isSilent: Bool = false) {
    self.kind = kind
    self.span = span
    self.documentation = documentation
    self.isSilent = isSilent
  }
}

/// A function as written: `fn f(a: Type, b = default) -> Type = e`.
package struct FunctionDeclaration: Sendable {
  package struct Parameter: Sendable {
    package var name: Name
    package var type: TypeSyntax?
    package var defaultValue: Expression?

    package init(name: Name, type: TypeSyntax?, defaultValue: Expression?) {
      self.name = name
      self.type = type
      self.defaultValue = defaultValue
    }
  }

  package var name: Name
  package var parameters: [Parameter]
  package var result: TypeSyntax?
  package var body: Expression

  package init(name: Name, parameters: [Parameter], result: TypeSyntax?, body: Expression) {
    self.name = name
    self.parameters = parameters
    self.result = result
    self.body = body
  }
}

/// A type as written: a unit (`USD/customer/month`) or a name (`Money`, `List<Text>`), with `?`.
package struct TypeSyntax: Sendable {
  package indirect enum Kind: Sendable {
    case unit(UnitSyntax)
    case named(Name, arguments: [TypeSyntax])
  }

  package var kind: Kind
  package var isOptional: Bool
  package var span: Span

  package init(_ kind: Kind, isOptional: Bool, span: Span) {
    self.kind = kind
    self.isOptional = isOptional
    self.span = span
  }
}

/// A parsed file, `-e` argument or prompt entry.
package struct SyntaxTree: Sendable {
  package var statements: [Statement]
  /// The `##` block that documents the whole file.
  package var documentation: String?
  package var diagnostics: [Diagnostic]
  /// True when the text ended inside a bracket, a string or after an operator: the prompt asks on.
  package var isIncomplete: Bool

  package init(
    statements: [Statement], documentation: String?, diagnostics: [Diagnostic], isIncomplete: Bool,
  ) {
    self.statements = statements
    self.documentation = documentation
    self.diagnostics = diagnostics
    self.isIncomplete = isIncomplete
  }
}
