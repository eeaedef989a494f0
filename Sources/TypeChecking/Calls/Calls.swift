internal import Diagnostics
internal import Syntax
internal import Values

/// Calls: which function a name means, which way of calling it fits.
extension Checker {
  func call(
    _ function: Name, _ arguments: [Argument], piped: Checked?, _ span: Span, at place: Place
  ) -> Checked {
    guard arguments.count <= Self.maximumArguments else {
      report(
        Diagnostic(
          .tooLarge, "the call of `\(function.text)` has too many arguments", at: function.span,
          because: "it has \(arguments.count), and a call may have \(Self.maximumArguments)"))
      return .invalid(span)
    }
    if arguments.first?.isReceiver == true {
      return methodCall(function, arguments, span, at: place)
    }
    switch place.scope.lookup(function.text) {
    case .function(let declaration, let home)?:
      guard let bound = bind(declaration, arguments, piped: piped, span, at: place) else {
        return .invalid(span)
      }
      // A function sees the script's names, those below it too, or those of its module or test.
      let names = place.scope.names(ofFunctionFrom: home)
      return callUser(declaration, names, bound, span, at: place)
    case .lambda(let parameters, let body, let scope)?:
      let values =
        (piped.map { [$0] } ?? []) + arguments.map { given($0.value, at: place) }
      return callLambda(parameters, body, scope, values, function, span, at: place)
    default: break
    }
    guard let signatures = functions[function.text] else {
      return unknownFunction(function, arguments, piped: piped, span, at: place)
    }
    if function.text == "load" { loads.append(span) }
    let pending = PendingCall(
      function: function, piped: piped, arguments: arguments, span: span, place: place)
    if function.text == "try" { return attempt(pending) }
    return builtIn(signatures, pending)
  }

  private func unknownFunction(
    _ function: Name, _ arguments: [Argument], piped: Checked?, _ span: Span, at place: Place
  ) -> Checked {
    if hasUnreadModule { return .invalid(span) }
    if let dot = function.text.firstIndex(of: ".") {
      let (alias, member) = (function.text[..<dot], function.text[dot...].dropFirst())
      if let names = moduleNames(String(alias), at: place) {
        reportNoMember(String(member), of: String(alias), names, function.span)
        return .invalid(span)
      }
      if piped == nil, let (owner, method) = function.parts {
        return methodCall(of: owner, method, arguments, span, at: place)
      }
    }
    if isParameter(function.text, at: place) {
      report(calledParameter(function, arguments, span))
      return .invalid(span)
    }
    if LaterFunctions.names.contains(function.text) {
      return unsupported("`\(function.text)`", function.span)
    }
    if let foreign = ForeignFunction.named(function.text) {
      report(foreignFunction(function, foreign, arguments, piped: piped, span, at: place))
      return .invalid(span)
    }
    let near = nearest(
      to: function.text, among: functions.names + callable(in: place.scope), in: place.scope)
    var because: String?
    if let binding = place.scope.lookup(function.text), case .value(let type, _, _) = binding {
      because = "`\(function.text)` is \(type.description) here"
    }
    report(
      Diagnostic(
        .unknownFunction, "there is no function `\(function.text)`", at: function.span,
        because: because, helps: near.prefix(2).map { .init($0, replacing: function.span) }))
    return .invalid(span)
  }

  private func callable(in scope: Scope) -> [String] {
    scope.visibleNames.filter { name in
      switch scope.lookup(name) {
      case .function?, .lambda?: true
      default: false
      }
    }
  }

  /// Puts a call's arguments in the order of a user's function's parameters.
  private func bind(
    _ declaration: FunctionDeclaration, _ arguments: [Argument], piped: Checked?, _ span: Span,
    at place: Place
  ) -> [Checked?]? {
    let parameters = declaration.parameters
    var bound: [Checked?] = Array(repeating: nil, count: parameters.count)
    var next = 0
    if let piped, !parameters.isEmpty {
      bound[0] = piped
      next = 1
    }
    for argument in arguments {
      if let name = argument.name {
        guard let index = parameters.firstIndex(where: { $0.name.text == name.text }) else {
          report(
            Diagnostic(
              .wrongArguments, "`\(declaration.name.text)` has no parameter `\(name.text)`",
              at: name.span,
              because: "its parameters are \(parameters.map(\.name.text).joined(separator: ", "))",
              helps: Suggestion.nearest(to: name.text, among: parameters.map(\.name.text))
                .prefix(1).map { .init($0, replacing: name.span) }))
          return nil
        }
        bound[index] = given(argument.value, at: place)
      } else {
        guard next < parameters.count else {
          report(
            Diagnostic(
              .wrongArguments,
              "`\(declaration.name.text)` takes \(parameters.count) arguments, this is one more",
              at: argument.value.span))
          return nil
        }
        bound[next] = given(argument.value, at: place)
        next += 1
      }
    }
    return bound
  }
}

/// A call of a built-in function before its overload is known.
///
/// Each argument is checked once for each kind of place, however many overloads look at it.
final class PendingCall {
  let function: Name
  let piped: Checked?
  let arguments: [Argument]
  let span: Span
  let place: Place
  /// Where each argument stands, by its parameter, once the overload is chosen.
  var spans: [String: Span] = [:]
  private var seen: [Int: (rows: (Checked, [Diagnostic])?, plain: (Checked, [Diagnostic])?)] = [:]

  init(function: Name, piped: Checked?, arguments: [Argument], span: Span, place: Place) {
    self.function = function
    self.piped = piped
    self.arguments = arguments
    self.span = span
    self.place = place
  }

  /// One argument by its place in the call; the piped value is number −1.
  func checked(
    _ index: Int, overRows: Bool, by checker: Checker
  ) -> (checked: Checked, diagnostics: [Diagnostic]) {
    if index < 0 { return (piped ?? .invalid(span), []) }
    // One look serves for both where they are the same; calls within calls would else be checked twice as
    // often at each level.
    let overRows = overRows && place.differsFromRows
    let known = overRows ? seen[index]?.rows : seen[index]?.plain
    if let known { return known }
    var place = place
    if overRows, let table = place.columns.type { place = place.over(.rows(table)) }
    let found = checker.trial { checker.check(arguments[index].value, at: place) }
    let entry = (found.result, found.diagnostics)
    if overRows {
      seen[index, default: (nil, nil)].rows = entry
    } else {
      seen[index, default: (nil, nil)].plain = entry
    }
    return entry
  }
}

/// Which argument goes to which parameter: numbers of arguments by the parameter's name.
struct ArgumentBinding {
  var byParameter: [String: [Int]] = [:]
}

extension Parameter {
  /// True for parameters that take all further arguments.
  package var isRest: Bool {
    switch kind {
    case .newColumns, .aggregates, .windows, .sortKeys, .pickedColumns, .renames, .tables: true
    default: false
    }
  }

  package var takesNamedRest: Bool {
    switch kind {
    case .newColumns, .aggregates, .windows, .renames: true
    default: false
    }
  }

  package var takesPositionalRest: Bool {
    switch kind {
    case .sortKeys, .pickedColumns, .tables, .aggregates, .windows: true
    default: false
    }
  }

  /// True for a parameter that takes a function.
  var isFunction: Bool { if case .function = kind { true } else { false } }

  /// Parameters that read as words are always named: `by:`, `per:`.
  package var isNamedOnly: Bool {
    if isNamed { return true }
    return switch kind {
    case .value, .table, .condition, .column, .function: false
    case .word, .choice, .units, .columns, .terms, .newColumns, .aggregates, .windows, .order,
      .sortKeys,
      .pickedColumns, .renames, .joinKeys, .tables:
      true
    }
  }
}
