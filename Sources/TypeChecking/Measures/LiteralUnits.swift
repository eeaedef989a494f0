internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// Fixes that give a bare number the unit that its place requires.
extension Checker {
  /// A bare number as it must be written to meet a measure: `3` beside USD is `$3`.
  func literal(_ checked: Checked, like measure: Measure) -> String? {
    guard let number = bareNumber(checked), case .unit(let unit) = measure, !unit.isOne else {
      return nil
    }
    return written(number, in: unit)
  }

  /// The call with a unit on each bare number whose parameter requires one; none where none does.
  func unitHelps(
    _ signature: Signature, _ binding: ArgumentBinding, _ call: PendingCall
  ) -> [Diagnostic.Help] {
    guard call.piped == nil else { return [] }
    var edits: [(span: Span, code: String)] = []
    for parameter in signature.parameters {
      guard case .value(let pattern) = parameter.kind,
        let position = binding.byParameter[parameter.name]?.first,
        call.arguments.indices.contains(position)
      else { continue }
      let checked = call.checked(position, overRows: false, by: self).checked
      guard let number = bareNumber(checked) else { continue }
      switch pattern {
      case .money: edits.append((checked.span, written(number, in: Unit(units.dollar))))
      case .moneyPer(let names):
        let suffix = names.map { "/\($0)" }.joined()
        edits.append((checked.span, written(number, in: Unit(units.dollar)) + suffix))
      case .count(let name):
        guard let unit = units.named(name) else { continue }
        edits.append((checked.span, written(number, in: Unit(unit))))
      case .time: edits.append((checked.span, "\(number) months"))
      case .periodic: edits.append((checked.span, "\(number)%/month"))
      default: continue
      }
    }
    guard !edits.isEmpty else { return [] }
    var code = Array(text(call.span).utf8)
    for edit in edits.sorted(by: { $0.span.start > $1.span.start }) {
      let range = edit.span.start - call.span.start..<edit.span.end - call.span.start
      guard range.lowerBound >= 0, range.upperBound <= code.count else { return [] }
      code.replaceSubrange(range, with: edit.code.utf8)
    }
    return [.init(String(decoding: code, as: UTF8.self), replacing: call.span)]
  }

  /// The text of a literal without a unit, its thousands set apart as the language writes them.
  private func bareNumber(_ checked: Checked) -> String? {
    guard case .quantity(let quantity)? = checked.constant, quantity.measure.isNumber else {
      return nil
    }
    let text = text(checked.span)
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), text.utf8.count > 3 else { return text }
    var grouped: [Character] = []
    for (index, digit) in text.reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { grouped.append("_") }
      grouped.append(digit)
    }
    return String(grouped.reversed())
  }

  func written(_ number: String, in unit: Unit) -> String {
    if let single = unit.single {
      if single == units.dollar { return "$\(number)" }
      return "\(number) \(number == "1" ? single.name : single.plural)"
    }
    if unit.currency == units.dollar, unit.description.hasPrefix("\(units.dollar.name)/") {
      return "$\(number)\(unit.description.dropFirst(units.dollar.name.count))"
    }
    return "\(number) \(unit.description)"
  }
}
