package import Diagnostics
internal import Syntax
internal import Values

/// `try(e, else: v)`: another value where the data fail, and only there.
extension Checker {
  /// A file that is missing is found when the call is checked, and a fit that does not end when it
  /// runs; a mistake of names, types or units is no failure of data, and is reported.
  func attempt(_ call: PendingCall) -> Checked {
    guard let signature = functions[call.function.text]?.first else { return .invalid(call.span) }
    let positional = call.arguments.indices.filter { call.arguments[$0].name == nil }
    let other = call.arguments.first { $0.name?.text == "else" }
    guard let other, positional.count + (call.piped == nil ? 0 : 1) == 1,
      call.arguments.count == positional.count + 1
    else {
      report(
        Diagnostic(
          .wrongArguments, "`try` takes one value and `else`", at: call.function.span,
          because: "it is called as \(Self.form("try", signature))",
          helps: [.init("try(load(\"spend.csv\"), else: missing)")]))
      return .invalid(call.span)
    }
    let (value, found) = trial {
      positional.first.map { check(call.arguments[$0].value, at: call.place) }
        ?? call.piped ?? .invalid(call.span)
    }
    let errors = found.filter { $0.severity == .error }
    let failures = errors.filter { DiagnosticCode.failuresOfData.contains($0.code) }
    guard failures.count == errors.count else {
      for diagnostic in found { report(diagnostic) }
      return .invalid(call.span)
    }
    for diagnostic in found where diagnostic.severity != .error { report(diagnostic) }
    let otherwise = check(other.value, at: call.place)
    guard !otherwise.type.isUnknown else { return .invalid(call.span) }
    if let failure = failures.first {
      return Checked(
        .attempt(nil, failure: failure.message, otherwise: otherwise.core, call.span),
        otherwise.type, span: call.span)
    }
    guard !value.type.isUnknown else { return .invalid(call.span) }
    guard value.level == .value, otherwise.level == .value else {
      report(
        Diagnostic(
          .wrongType, "`try` takes a value, and this is a column",
          at: value.level == .value ? otherwise.span : value.span,
          because: "a cell that is missing has `??`", helps: [.init(".cost ?? $0")]))
      return .invalid(call.span)
    }
    guard let type = commonElement(value.type, otherwise.type) else {
      report(
        Diagnostic(
          .wrongType,
          "`try` gives one type; these are \(value.type.description) and \(otherwise.type.description)",
          at: otherwise.span))
      return .invalid(call.span)
    }
    return Checked(
      .attempt(value.core, failure: nil, otherwise: convert(otherwise, to: type), call.span), type,
      span: call.span)
  }
}

extension DiagnosticCode {
  /// What is the data's fault: a file that is missing or cannot be read, a fit that does not end.
  package static let failuresOfData: [DiagnosticCode] = [.data, .unreadable, .changedFile]
}
