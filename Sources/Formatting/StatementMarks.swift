internal import Diagnostics
internal import Syntax

extension LayoutMarks {
  /// Marks the tokens of statements that follow each other.
  mutating func read(_ statements: [Statement]) { statements.forEach { read($0) } }

  private mutating func read(_ statement: Statement) {
    let start = statement.span.start
    elements[start] = false
    switch statement.kind {
    case .let(_, let value), .metric(_, let value):
      read(value)
      addPipeline(value, of: start)
    case .expression(let value):
      elements[start] = true
      read(value)
      addPipeline(value, of: start)
    case .function(let declaration): read(declaration, of: start)
    case .parameter(_, let type, let value):
      type.map { read($0) }
      if let value {
        read(value)
        addPipeline(value, of: start)
      }
    case .check(let condition, let message):
      read(condition)
      message.map { read($0) }
    case .test(_, let body):
      if let brace = first(.leftBrace, from: start) { braces[brace.start] = .statements }
      read(body)
    case .use, .unit, .currency, .invalid: break
    }
  }

  private mutating func read(_ declaration: FunctionDeclaration, of start: Int) {
    joinBracket(.leftParenthesis, after: declaration.name.span.end)
    for parameter in declaration.parameters {
      parameter.type.map { read($0) }
      parameter.defaultValue.map { read($0) }
    }
    declaration.result.map { read($0) }
    read(declaration.body)
    addPipeline(declaration.body, of: start)
  }

  /// Notes the pipes of a value that is a pipeline.
  private mutating func addPipeline(_ value: Expression, of statement: Int) {
    guard case .pipeline(_, let stages) = value.kind else { return }
    let pipes = stages.compactMap { token(before: $0.span.start) }
      .filter { $0.kind == .symbol(.pipe) && $0.start != statement }
    pipelines.append(Pipeline(statement: statement, pipes: pipes.map(\.start)))
  }

  /// Joins the bracket that stands after a name with it.
  mutating func joinBracket(_ bracket: Symbol, after byte: Int) {
    guard let next = token(after: byte), next.kind == .symbol(bracket) else { return }
    joinedBefore.insert(next.start)
  }

  // MARK: Units and types

  /// No blank stands around the strokes of a unit.
  mutating func read(_ unit: UnitSyntax) {
    for token in tokens(in: unit.span) where token.kind == .symbol(.slash) {
      joinedBefore.insert(token.start)
      joinedAfter.insert(token.start)
    }
  }

  mutating func read(_ type: TypeSyntax) {
    switch type.kind {
    case .unit(let unit): read(unit)
    case .named(_, let arguments): arguments.forEach { read($0) }
    }
    for token in tokens(in: type.span) {
      switch token.kind {
      case .symbol(.less):
        joinedBefore.insert(token.start)
        joinedAfter.insert(token.start)
      case .symbol(.greater), .symbol(.question): joinedBefore.insert(token.start)
      default: break
      }
    }
  }
}
