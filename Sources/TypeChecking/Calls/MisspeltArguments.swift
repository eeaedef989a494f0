internal import Diagnostics
internal import Syntax
internal import Values

/// Arguments of a verb whose names are nearly its own, and which would become columns:
/// `summarize(cost: sum(.cost), bye: .channel)`.
extension Checker {
  /// What other languages call the arguments of our verbs.
  private static let otherNames = [
    "group": "by", "groups": "by", "group_by": "by", "groupby": "by", "grouping": "by",
    "order_by": "order", "orderby": "order", "sort": "order", "sort_by": "order",
  ]

  /// Reports each such argument; true where one is an error.
  ///
  /// In `summarize` a column is no value of a new column. In `window` it may be, so that it is only
  /// doubted there.
  func reportMisspelt(_ signatures: [Signature], _ call: PendingCall) -> Bool {
    guard
      let signature = signatures.first(where: { $0.parameters.contains(where: \.takesNamedRest) })
    else { return false }
    let own = signature.parameters.filter { parameter in
      if case .table = parameter.kind { return false }
      return !parameter.isRest
    }.map(\.name)
    let given = Set(call.arguments.compactMap(\.name?.text))
    let isOfGroups = signature.parameters.contains { parameter in
      if case .aggregates = parameter.kind { true } else { false }
    }
    var isError = false
    for argument in call.arguments {
      guard let name = argument.name, !own.contains(name.text), argument.value.isColumns,
        let meant = meant(by: name.text, among: own), !given.contains(meant)
      else { continue }
      var isList = true
      if case .column = argument.value.kind { isList = false }
      let isSure = isOfGroups || isList
      isError = isError || isSure
      let value = text(argument.value.span)
      report(
        Diagnostic(
          .wrongArguments,
          isSure
            ? "`\(call.function.text)` has no argument `\(name.text)`"
            : "`\(name.text)` becomes a column here, and is no argument of `\(call.function.text)`",
          at: name.span,
          because: isOfGroups
            ? "`\(value)` is no aggregate, so that it is no new column either"
            : "its arguments are \(own.joined(separator: ", "))",
          helps: [.init(meant, replacing: name.span)], severity: isSure ? .error : .warning))
    }
    return isError
  }

  private func meant(by name: String, among own: [String]) -> String? {
    if let other = Self.otherNames[name.lowercased()], own.contains(other) { return other }
    return Suggestion.nearest(to: name, among: own).first
  }
}

extension Expression {
  /// A column, its negative or a list of such: what `by:` and `order:` take and no aggregate is.
  fileprivate var isColumns: Bool {
    switch kind {
    case .column: true
    case .negate(let inner): if case .column = inner.kind { true } else { false }
    case .list(let elements): elements.allSatisfy(\.hasColumn)
    case .namedList(let elements): elements.allSatisfy(\.value.hasColumn)
    case .record(let fields): fields.allSatisfy(\.value.hasColumn)
    default: false
    }
  }
}
