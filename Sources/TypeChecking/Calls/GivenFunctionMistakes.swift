internal import Diagnostics
internal import Syntax
internal import Values

/// A function is given to a built-in only: a user's function that called what it is given could come
/// back to itself, and a script must end.
extension Checker {
  private static let rule =
    "only `map`, `filter`, `iterate` and other built-in functions take one, so that no function "
    + "comes back to itself"

  /// What is given to a user's function; a function is told there, with the parameter's name.
  func given(_ argument: Expression, at place: Place) -> Checked {
    guard case .lambda = argument.kind else { return check(argument, at: place) }
    return Checked(.constant(.missing), .function, span: argument.span)
  }

  /// Whether a name is the parameter of a function whose body is checked for all arguments at once.
  func isParameter(_ name: String, at place: Place) -> Bool {
    guard openDeclarations > 0,
      case .value(.unknown, .constant(.missing), _)? = place.scope.lookup(name)
    else { return false }
    return true
  }

  /// `fn f(g) = g(2)`: the message about the call of a parameter.
  func calledParameter(_ function: Name, _ arguments: [Argument], _ span: Span) -> Diagnostic {
    Diagnostic(
      .wrongType, "`\(function.text)` is a parameter, and no function can be given to it",
      at: function.span, because: Self.rule,
      helps: [
        .init(function.text, note: "the result, which the caller computes", replacing: span)
      ])
  }

  /// `map(g)` where `g` is a parameter: the message, with a function of the script that could be named.
  func parameterAsFunction(_ name: Name, inputs: Int, at place: Place) -> Diagnostic {
    let known = place.scope.visibleNames.first { candidate in
      guard !callChain.contains(where: { $0.text == candidate }) else { return false }
      switch place.scope.lookup(candidate) {
      case .function(let declaration, _)?: return declaration.parameters.count == inputs
      case .lambda(let parameters, _, _)?: return parameters.count == inputs
      default: return false
      }
    }
    return Diagnostic(
      .wrongType, "`\(name.text)` is a parameter, and no function can be given to it",
      at: name.span, because: Self.rule,
      helps: known.map { [.init($0, note: "a function by its name", replacing: name.span)] } ?? [])
  }

  /// `f(x => x * 2)`: the message about a function that is given to a user's function, with what does
  /// the same without it.
  func givenFunction(
    _ span: Span, to parameter: Name, of declaration: FunctionDeclaration
  ) -> Diagnostic {
    // That the function calls its parameter follows from what it is given.
    let whole = declaration.body.span
    takeBack {
      $0.because == Self.rule
        && $0.span.map {
          $0.source == whole.source && $0.start >= whole.start && $0.end <= whole.end
        }
          ?? false
    }
    let given = text(span)
    let name = parameter.text
    var help: Diagnostic.Help?
    let isLambda = given.contains("=>")
    if case .name(name) = declaration.body.kind {
      help =
        isLambda ? .init("let \(name) = \(given)", note: "a name, by which it is called") : nil
    } else if isLambda {
      let parts = given.split(separator: "=>", maxSplits: 1).map(Self.trimmed)
      if parts.count == 2 {
        let list = parts[0].hasPrefix("(") ? parts[0] : "(\(parts[0]))"
        help = .init(
          "fn \(name)\(list) = \(parts[1])",
          note: "beside `\(declaration.name.text)`, which calls it without a parameter")
      }
    } else {
      help = .init(
        "fn \(declaration.name.text)(\(others(than: name, of: declaration))) = "
          + body(of: declaration, calling: given, for: name),
        note: "calls it by its name")
    }
    return Diagnostic(
      .wrongType,
      "a function cannot be given to `\(declaration.name.text)`, a function of the script",
      at: span, because: Self.rule, helps: help.map { [$0] } ?? [])
  }

  /// A function where a value stands: in a list, a record, a result.
  func functionAsValue(_ span: Span) -> Checked {
    report(
      Diagnostic(
        .wrongType, "a function is no value", at: span,
        because: "it is given a name by `let` or `fn`, or given to a function such as `map`",
        helps: [.init("let f = \(text(span))", note: "a name, by which it is called")]))
    return .invalid(span)
  }

  private func others(than name: String, of declaration: FunctionDeclaration) -> String {
    declaration.parameters.filter { $0.name.text != name }.map { parameter in
      parameter.name.text + (parameter.defaultValue.map { " = \(text($0.span))" } ?? "")
    }.joined(separator: ", ")
  }

  /// The body of a function in which another is called in the place of a parameter.
  private func body(
    of declaration: FunctionDeclaration, calling function: String, for parameter: String
  ) -> String {
    let whole = declaration.body.span
    var places: [Span] = []
    var rest = [declaration.body]
    while let next = rest.popLast() {
      switch next.kind {
      case .call(let name, _): if name.text == parameter { places.append(name.span) }
      case .name(parameter): places.append(next.span)
      default: break
      }
      rest += next.kind.children
    }
    var code = Array(text(whole).utf8)
    for place in places.sorted(by: { $0.start > $1.start }) {
      let range = place.start - whole.start..<place.end - whole.start
      guard range.lowerBound >= 0, range.upperBound <= code.count else { continue }
      code.replaceSubrange(range, with: function.utf8)
    }
    return String(decoding: code, as: UTF8.self)
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
