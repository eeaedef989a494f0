internal import Diagnostics
internal import Syntax
internal import Values

/// Which overload of a built-in function is meant, and what is wrong when none fits.
extension Checker {
  /// Of the reasons for which no overload takes the arguments, that of the one that knows the most
  /// of the names given.
  func likeliest(
    _ mistakes: [Diagnostic], _ signatures: [Signature], _ call: PendingCall
  ) -> Diagnostic? {
    let given = call.arguments.compactMap(\.name?.text)
    let known = signatures.map { signature in
      given.count { name in signature.parameters.contains { $0.name == name } }
    }
    let most = known.max() ?? 0
    let likely = zip(mistakes, known).filter { $0.1 == most }.map(\.0)
    return likely.first { $0.span != call.function.span } ?? likely.first
  }

  /// How many of the arguments are not of the types that an overload takes.
  ///
  /// A table where a value is taken, or the reverse, weighs more: another overload is meant.
  func misfits(
    _ signature: Signature, _ binding: ArgumentBinding, _ call: PendingCall
  ) -> Int {
    var count = 0
    for parameter in signature.parameters {
      guard let positions = binding.byParameter[parameter.name], let first = positions.first else {
        continue
      }
      let pattern: TypePattern
      switch parameter.kind {
      case .value(let wanted): pattern = wanted
      case .table: pattern = .table
      default: continue
      }
      // Whether it is a table shows over rows as well as beside them, so one look serves all overloads.
      let overRows = signature.takesColumns || (pattern == .table && takesColumns(call.function))
      let (checked, found) = call.checked(first, overRows: overRows, by: self)
      if !found.isEmpty { count += 1 }
      let wanted: TypePattern =
        signature.takesColumns && checked.level == .value
        ? .oneOf([pattern, .list(pattern)]) : pattern
      guard !wanted.accepts(checked.type) else { continue }
      let isOfOtherKind = (checked.type.table == nil) == (pattern == .table)
      count += isOfOtherKind ? 100 : 1
    }
    return count
  }

  /// Whether one of the overloads of a function takes columns.
  private func takesColumns(_ function: Name) -> Bool {
    functions[function.text]?.contains(where: \.takesColumns) ?? false
  }

  /// Reports two first arguments in the wrong order: then they fit the other way round.
  func reportSwapped(
    _ signature: Signature, _ binding: ArgumentBinding, _ call: PendingCall
  ) -> Bool {
    let names = signature.parameters.map(\.name)
    guard call.piped == nil, let first = names.first(where: { binding.byParameter[$0] == [0] }),
      let second = names.first(where: { binding.byParameter[$0] == [1] }),
      call.arguments.prefix(2).allSatisfy({ $0.name == nil })
    else { return false }
    var swapped = binding
    swapped.byParameter[first] = [1]
    swapped.byParameter[second] = [0]
    guard misfits(signature, binding, call) > misfits(signature, swapped, call),
      misfits(signature, swapped, call) == 0
    else { return false }
    report(
      Diagnostic(
        .wrongArguments, "`\(call.function.text)` takes `\(first)` first and `\(second)` second",
        at: call.arguments[0].value.span.joined(with: call.arguments[1].value.span),
        because:
          "the first is \(call.checked(0, overRows: false, by: self).checked.type.description), the second \(call.checked(1, overRows: false, by: self).checked.type.description)",
        helps: swapHelp(call)))
    return true
  }

  /// The same call with its first two arguments in the other order.
  func swapHelp(_ call: PendingCall) -> [Diagnostic.Help] {
    let positional = call.arguments.filter { $0.name == nil }.map(\.value.span)
    guard call.piped == nil, positional.count >= 2 else { return [] }
    let swapped = [positional[1], positional[0]] + positional.dropFirst(2)
    let texts =
      swapped.map(text)
      + call.arguments.compactMap { argument in
        argument.name.map { "\($0.text): \(text(argument.value.span))" }
      }
    return [
      .init("\(call.function.text)(\(texts.joined(separator: ", ")))", replacing: call.span)
    ]
  }

  /// The call with a word for a parameter that was left out.
  func wordHelp(_ parameter: Parameter, _ call: PendingCall) -> [Diagnostic.Help] {
    let text = text(call.span)
    guard case .word(let words) = parameter.kind, let word = words.last, call.piped == nil,
      !call.arguments.isEmpty, text.hasSuffix(")")
    else { return [] }
    return [.init("\(text.dropLast()), \(parameter.name): \(word))", replacing: call.span)]
  }
}
