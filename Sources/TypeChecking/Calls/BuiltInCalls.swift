internal import Units
package import Diagnostics
internal import Syntax
package import Values

/// Calls of built-in functions: the overload that fits, and the result's type.
extension Checker {
  func builtIn(_ signatures: [Signature], _ call: PendingCall) -> Checked {
    if reportForeignArguments(call) || reportMisspelt(signatures, call) {
      return .invalid(call.span)
    }
    var mistakes: [Diagnostic] = []
    var candidates: [(overload: Int, signature: Signature, binding: ArgumentBinding)] = []
    for (index, signature) in signatures.enumerated() {
      switch bind(signature, call) {
      case .success(let binding): candidates.append((index, signature, binding))
      case .failure(let mistake): mistakes.append(mistake.diagnostic)
      }
    }
    guard let fallback = candidates.first else {
      if let best = likeliest(mistakes, signatures, call) { report(best) }
      return .invalid(call.span)
    }
    // Over the rows of a table an argument that does not check is more likely meant for an aggregate.
    let isOverColumns = call.place.columns.type != nil
    let nearest = isOverColumns ? candidates.first { !$0.signature.isGeneral } : nil
    // A model is asked for each row, also where the question is the same in all of them.
    let ofRows = isOverColumns ? candidates.filter { $0.signature.groupsOf != nil } : []
    if let chosen = (ofRows + candidates).first(where: {
      misfits($0.signature, $0.binding, call) == 0
    }) {
      return complete(chosen.overload, chosen.signature, chosen.binding, call)
    }
    for candidate in candidates where reportSwapped(candidate.signature, candidate.binding, call) {
      return .invalid(call.span)
    }
    let counted = candidates.map { misfits($0.signature, $0.binding, call) }
    let fewest = zip(candidates, counted).min { $0.1 < $1.1 }?.0 ?? fallback
    let chosen = nearest ?? fewest
    return complete(chosen.overload, chosen.signature, chosen.binding, call)
  }

  private struct Mistake: Error { var diagnostic: Diagnostic }

  private func bind(
    _ signature: Signature, _ call: PendingCall
  ) -> Result<ArgumentBinding, Mistake> {
    var binding = ArgumentBinding()
    var free = signature.parameters.filter { !$0.isRest }[...]
    let rest = signature.parameters.first { $0.isRest }
    let name = call.function.text
    var positions = call.piped == nil ? [] : [-1]
    positions += call.arguments.indices.filter { call.arguments[$0].name == nil }
    let positional = signature.parameters.filter { !$0.isRest }.filter { !$0.isNamedOnly }
    free = positional[...]
    for position in positions {
      if let parameter = free.first {
        free.removeFirst()
        binding.byParameter[parameter.name] = [position]
      } else if let rest, rest.takesPositionalRest {
        binding.byParameter[rest.name, default: []].append(position)
      } else {
        let count = positional.count
        return .failure(
          Mistake(
            diagnostic: Diagnostic(
              .wrongArguments,
              "`\(name)` takes \(count == 0 ? "no" : "at most \(count)") positional argument\(count == 1 ? "" : "s"), this is one more",
              at: position < 0 ? call.span : call.arguments[position].value.span,
              because: "it is called as \(Self.form(name, signature))")))
      }
    }
    for (index, argument) in call.arguments.enumerated() {
      guard let given = argument.name else { continue }
      if let parameter = signature.parameters.first(where: { !$0.isRest && $0.name == given.text })
      {
        guard binding.byParameter[parameter.name] == nil else {
          return .failure(
            Mistake(
              diagnostic: Diagnostic(
                .wrongArguments, "`\(given.text)` is given twice", at: given.span)))
        }
        binding.byParameter[parameter.name] = [index]
      } else if let rest, rest.takesNamedRest {
        binding.byParameter[rest.name, default: []].append(index)
      } else {
        let names = signature.parameters.filter { !$0.isRest }.map(\.name)
        return .failure(
          Mistake(
            diagnostic: Diagnostic(
              .wrongArguments, "`\(name)` has no argument `\(given.text)`", at: given.span,
              because: "its arguments are \(names.joined(separator: ", "))",
              helps: Suggestion.nearest(to: given.text, among: names).prefix(1)
                .map { .init($0, replacing: given.span) })))
      }
    }
    for parameter in signature.parameters
    where !parameter.isOptional && binding.byParameter[parameter.name] == nil {
      return .failure(
        Mistake(
          diagnostic: Diagnostic(
            .wrongArguments, "`\(name)` requires `\(parameter.name)`", at: call.function.span,
            because:
              "it is called as \(Self.form(name, signature)); `\(parameter.name)` is \(parameter.summary)",
            helps: wordHelp(parameter, call))))
    }
    return .success(binding)
  }

  /// The call as the reference writes it.
  static func form(_ name: String, _ signature: Signature) -> String {
    let parts = signature.parameters.map { parameter in
      parameter.isNamedOnly && !parameter.isRest ? "\(parameter.name): …" : parameter.name
    }
    return "\(name)(\(parts.prefix(4).joined(separator: ", "))\(parts.count > 4 ? ", …" : ""))"
  }

  private func complete(
    _ overload: Int, _ signature: Signature, _ binding: ArgumentBinding, _ call: PendingCall
  ) -> Checked {
    for parameter in signature.parameters {
      guard let first = binding.byParameter[parameter.name]?.first else { continue }
      call.spans[parameter.name] = first < 0 ? call.piped?.span : call.arguments[first].value.span
    }
    switch signature.form {
    case .scalar(let make):
      guard let (parts, types, _) = values(signature, binding, call, overRows: false) else {
        return .invalid(call.span)
      }
      return resolve(call) { () throws(ValueError) in
        let type = try signature.result(types)
        let groups = try self.groups(of: signature, types, call)
        return self.apply(try make(types), parts + groups, type, call.span)
      }
    case .aggregate(let make):
      guard let (parts, types, _) = values(signature, binding, call, overRows: true) else {
        return .invalid(call.span)
      }
      return resolve(call) { () throws(ValueError) in
        let type = try signature.result(types)
        return self.aggregate(try make(types), parts, type, call)
      }
    case .window(let make): return window(make, signature, binding, call)
    case .general:
      return general(overload, signature, binding, call)
    }
  }

  /// Runs a rule of a signature; what it throws becomes a diagnostic at the argument to blame.
  func resolve(
    _ call: PendingCall, _ body: () throws(ValueError) -> Checked
  ) -> Checked {
    do throws(ValueError) { return try body() } catch {
      report(diagnostic(error, in: call))
      return .invalid(call.span)
    }
  }

  func diagnostic(_ error: ValueError, in call: PendingCall) -> Diagnostic {
    let place =
      error.argument.flatMap {
        call.spans[$0] ?? table(of: $0, in: call).flatMap { call.spans[$0] }
      }
      ?? call.span
    var helps = error.fixes.prefix(2).map { help($0, for: error.argument, in: call) }
    if error.kind == .wrongDirection,
      let other = error.fixes.first?.code.split(separator: "(").first
    {
      // The same call of the function for the other direction.
      let rest = text(call.span).dropFirst(call.function.text.count)
      if call.piped == nil { helps = [.init("\(other)\(rest)", replacing: call.span)] }
    }
    var because = error.because
    if let mismatch = error.mismatch, place != call.span {
      let given = Checked(.constant(.missing), .measure(mismatch.given), span: place)
      if let mended = mending(given, to: mismatch.wanted) {
        because = mended.because
        helps = mended.helps(replacing: place)
      }
    }
    return Diagnostic(
      .of(error.kind), error.message, at: place, because: because, helps: helps)
  }

  func values(
    _ signature: Signature, _ binding: ArgumentBinding, _ call: PendingCall, overRows: Bool
  ) -> (parts: [Checked], types: CallTypes, choices: [(name: String, value: Core)])? {
    var parts: [Checked] = []
    var choices: [(name: String, value: Core)] = []
    var types = callTypes()
    for parameter in signature.parameters {
      guard let position = binding.byParameter[parameter.name]?.first else { continue }
      guard case .value(let pattern) = parameter.kind else {
        // Words and choices are read by the signature and are no operands.
        var reader = ArgumentReader(checker: self, call: call, parameter: parameter, tables: [:])
        guard let read = reader.read([position]) else { return nil }
        for entry in read {
          types.arguments[entry.key] = entry.type
          if case .value(let core) = entry.argument { choices.append((entry.key, core)) }
        }
        continue
      }
      let (checked, found) = call.checked(position, overRows: overRows, by: self)
      for diagnostic in found { report(diagnostic) }
      if checked.type.isUnknown { return nil }
      let wanted: TypePattern =
        overRows && checked.level == .value ? .oneOf([pattern, .list(pattern)]) : pattern
      let isTaken =
        wanted.accepts(checked.type)
        || require(
          checked, pattern, "`\(parameter.name)` of `\(call.function.text)`",
          helps: overRows && checked.type.table != nil
            ? tableHelps(checked, call) : unitHelps(signature, binding, call))
      guard isTaken else { return nil }
      parts.append(checked)
      if let column = checked.column {
        types.arguments[parameter.name] = .columns([column])
      } else {
        var type = checked.type
        if overRows, checked.level == .value, case .list(let element) = type { type = element }
        types.arguments[parameter.name] = .value(type, constant: checked.constant)
      }
    }
    return (parts, types, choices)
  }

  func callTypes() -> CallTypes {
    var types = CallTypes(
      arguments: [:], isStrict: environment.isStrict, dollar: units.dollar,
      describeFile: environment.describeFile)
    types.savedFiles = savedFiles
    return types
  }
}

extension Signature {
  var isGeneral: Bool { if case .general = form { true } else { false } }
  var isAggregate: Bool { if case .aggregate = form { true } else { false } }
  /// True where arguments may be columns of the table at hand.
  var takesColumns: Bool {
    switch form {
    case .aggregate, .window: true
    case .scalar, .general: false
    }
  }
}

extension DiagnosticCode {
  /// The code under which a mistake of a function is reported.
  package static func of(_ kind: ValueError.Kind) -> DiagnosticCode {
    switch kind {
    case .divisionByZero: .divisionByZero
    case .invalidArgument: .wrongArguments
    case .role: .roleColumn
    case .data: .data
    case .outOfRange: .outOfRange
    case .missingValue: .missingValue
    case .wrongDirection: .wrongDirection
    case .tooLarge: .tooLarge
    case .unsupported: .notYet
    case .interrupted: .interrupted
    case .unreadable: .unreadable
    case .changedFile: .changedFile
    case .unwritable: .unwritable
    case .engine: .engine
    }
  }
}
