internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// `round(x, 2)`: elsewhere two decimal places, here a step of 2.
extension ForeignCall {
  /// A step in another unit is a mistake, and a whole step of a number that need not be whole a note.
  ///
  /// Rounding to twos may be meant, and `to: 2` says that it is.
  var roundUse: ForeignArguments.Use? {
    guard let first, let places = rest.first, rest.count == 1, case .number = places.kind,
      let number = number(places), let count = Int(exactly: number), (0...4).contains(count),
      let measure = first.type.measure, !checker.text(places.span).contains("%")
    else { return nil }
    let step = measure.decimalStep(places: count).flatMap { step -> String? in
      if measure.isDimensionless { return step }
      guard case .unit(let unit) = measure else { return nil }
      return checker.written(step, in: unit)
    }
    let fix = ForeignFix.call(
      count == 0 ? call("round") : call("round", step.map { [$0] } ?? []),
      note: count == 0 ? "a whole number" : "\(count) decimal place\(count == 1 ? "" : "s")")
    if count == 0 {
      return .init(
        "a step of 0 rounds to nothing", at: places.span,
        because: "`round` takes the step, and without one it is 1", fix)
    }
    let isNumber = measure.isDimensionless
    guard !isNumber || !isWhole(first) else { return nil }
    var use = ForeignArguments.Use(
      isNumber
        ? "`round` takes the step, so this rounds to multiples of \(count)"
        : "the step is in the value's unit, \(measure.description)",
      at: places.span,
      because: isNumber
        ? "for \(count) decimal place\(count == 1 ? "" : "s") the step is \(step ?? "0.1")"
        : "`round` takes the step, not the number of decimal places",
      step == nil ? nil : fix,
      isNumber ? .call(call("round", ["to: \(count)"]), note: "steps of \(count)") : nil)
    if isNumber { use.severity = .note }
    return use
  }

  /// Whether a value is known to be a whole number, so that its decimal places cannot be meant.
  private func isWhole(_ checked: Checked) -> Bool {
    guard case .quantity(let quantity)? = checked.known else { return false }
    return !quantity.measure.isShare && quantity.magnitude.rounded() == quantity.magnitude
  }
}

extension Measure {
  /// The step of so many decimal places: 0.01 for two, 1% of a share.
  fileprivate func decimalStep(places: Int) -> String? {
    guard places > 0 else { return nil }
    if isShare {
      if places == 1 { return "10%" }
      return places == 2 ? "1%" : "0.\(String(repeating: "0", count: places - 3))1%"
    }
    return isPeriodic ? nil : "0.\(String(repeating: "0", count: places - 1))1"
  }
}
