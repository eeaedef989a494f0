import Diagnostics

extension Parser {
  /// `head | f(a) | g`: one flat node for all stages.
  mutating func pipeline(_ head: Expression, from start: Int) -> Expression {
    guard context.pipeFeeds, isAtPipe else { return head }
    var stages: [PipelineStage] = []
    while isAtPipe {
      skipNewlines()
      advance()
      skipNewlines()
      if let stage = stage(pipelineStart: start) { stages.append(stage) }
    }
    return make(stages.isEmpty ? .invalid : .pipeline(head, stages), from: start)
  }

  /// A pipe here, or one with which the next line begins.
  private var isAtPipe: Bool {
    isAt(.pipe)
      || context.newlineEnds && current.kind == .newline
        && token(ahead: 1).kind == .symbol(.pipe)
  }

  /// `f(a)`, `f` or `saas.f(a)`.
  private mutating func stage(pipelineStart: Int) -> PipelineStage? {
    let start = current.start
    guard case .word = current.kind, token(ahead: 1).kind != .symbol(.arrow) else {
      rejectStage(from: start, mistake: index)
      return nil
    }
    let function = functionName()
    let arguments = isAt(.leftParenthesis) ? arguments(of: function) : []
    let stage = PipelineStage(function: function, arguments: arguments, span: span(from: start))
    if continuesOperand {
      let mistake = index
      let pipe = span(from: pipelineStart)
      skip(untilOneOf: [.pipe, .comma, .semicolon])
      let place = span(from: start)
      fail(
        at: mistake, .stageNotCall, "a pipe feeds one call", span: place,
        because: "operators bind tighter than `|`, so they would belong to the call",
        helps: help(
          code(pipe).map { "(\($0))" }, note: "what follows takes the result", replacing: pipe))
    }
    return stage
  }

  /// A name, with the name of its module before it.
  private mutating func functionName() -> Name {
    let token = advance()
    guard case .word(var name) = token.kind else { return Name("", span: span(of: token)) }
    if case .column(let member) = current.kind, !current.hasSpaceBefore {
      name += "." + member
      advance()
    }
    return Name(name, span: span(from: token.start))
  }

  private var continuesOperand: Bool {
    switch current.kind {
    case .symbol(let symbol):
      return Infix(.symbol(symbol)) != nil || symbol == .leftBracket && !current.hasSpaceBefore
    case .keyword(let keyword): return Infix(.keyword(keyword)) != nil
    case .column: return !current.hasSpaceBefore
    default: return false
    }
  }

  private mutating func rejectStage(from start: Int, mistake: Int) {
    let first = current.kind
    if isAtEnd || isOperandMissing {
      fail(
        .stageNotCall, "a call is missing after `|`",
        because: "a pipe gives what stands left of it to a function")
      return
    }
    let value: Expression
    if case .word = first { value = expression(withPipes: false) } else { value = operation(.or) }
    let place = span(from: start)
    fail(
      at: mistake, .stageNotCall, "what stands after a pipe must be a call", span: place,
      because: "a pipe gives what stands left of it to a function",
      helps: help(
        verb(for: value.kind).flatMap { verb in code(place).map { "\(verb)(\($0))" } },
        replacing: place))
  }

  /// The verb that most likely was meant by a value after a pipe.
  private func verb(for kind: Expression.Kind) -> String? {
    switch kind {
    case .column: "keep"
    case .comparison, .approximately, .isMissing, .not, .bool: "where"
    case .chain(_, let links):
      links.contains { $0.operator == .and || $0.operator == .or } ? "where" : nil
    case .lambda: "map"
    default: nil
    }
  }
}
