import Units

/// The text of values as a person reads them: `$2,016/customer`, `3.1%/month [2.8, 3.4]`,
/// `8.93 months`, `2026-Q2`.
///
/// Display only: files for programs take `NumberText.exact`. Numbers are rounded half away from
/// zero on the shortest decimal that reads back as the same double (see `DecimalDigits`).
package struct NumberText: Sendable {
  /// The code of the currency that `$` stands for.
  package var dollar: String

  /// Longer lists are shown by their first elements.
  static let shownElements = 20

  package init(dollar: String = "USD") { self.dollar = dollar }

  /// The text of any value; text is itself, and a table is named by its size.
  package func text(_ value: Value) -> String {
    switch value {
    case .missing: "missing"
    case .bool(let bool): bool ? "true" : "false"
    case .quantity(let quantity): text(quantity)
    case .text(let text): text
    case .date(let date): date.description
    case .instant(let instant): instant.description
    case .period(let period): period.description
    case .estimate(let estimate): text(estimate)
    case .list(let list): text(list)
    case .record(let record): text(record)
    case .table(let table): text(table)
    }
  }

  package func text(_ quantity: Quantity) -> String {
    guard quantity.magnitude.isFinite else { return Self.notFinite(quantity.magnitude) }
    let style = NumberStyle(quantity.measure)
    let digits = style.digits(quantity.magnitude)
    return dressed(digits, NumberPrecision(digits, style), in: quantity.measure)
  }

  /// `3.1%/month [2.8, 3.4]`; a one-sided interval is `0%/month [≤ 3]`, and where the value itself
  /// cannot be given only the bound stands: `≥ $250/customer`.
  package func text(_ estimate: Estimate) -> String {
    let style = NumberStyle(estimate.measure)
    let bounds = [estimate.low, estimate.high].compactMap { $0 }.filter(\.isFinite)
    let digits = bounds.map(style.digits)
    guard estimate.value.isFinite else {
      guard let bound = digits.first, digits.count == 1 else {
        return Self.notFinite(estimate.value)
      }
      let sign = estimate.low == nil ? "≤ " : "≥ "
      return sign + dressed(bound, NumberPrecision(bound, style), in: estimate.measure)
    }
    let value = style.digits(estimate.value)
    let precision = style.precision(estimate)
    return dressed(value, precision, in: estimate.measure)
      + Self.interval(estimate.interval, style, precision)
  }

  /// ` [2.8, 3.4]` in the value's own unit and decimals; empty when there is none.
  static func interval(
    _ interval: Estimate.Interval, _ style: NumberStyle, _ precision: NumberPrecision,
    grouped: Bool = true,
  ) -> String {
    func end(_ number: Double) -> String {
      precision.signedText(style.digits(number), grouped: grouped)
    }
    switch interval {
    case .between(let low, let high) where low.isFinite && high.isFinite:
      return " [\(end(low)), \(end(high))]"
    case .atLeast(let low) where low.isFinite: return " [≥ \(end(low))]"
    case .atMost(let high) where high.isFinite: return " [≤ \(end(high))]"
    case .between, .atLeast, .atMost, .none: return ""
    }
  }

  /// The shortest decimal that reads back as the same double, for CSV and JSON.
  ///
  /// It has no `.0`, no signs of units and no grouping. Only for finite numbers.
  package static func exact(_ number: Double) -> String {
    guard number != 0 else { return "0" }
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private func dressed(
    _ digits: DecimalDigits, _ precision: NumberPrecision, in measure: Measure,
  ) -> String {
    dressed(precision.text(digits), isNegative: precision.isNegative(digits), in: measure)
  }

  private static func notFinite(_ number: Double) -> String {
    number.isNaN ? "missing" : number < 0 ? "-infinity" : "infinity"
  }

  private func text(_ list: List) -> String {
    let shown = list[0..<Self.shownElements].map(inner)
    let hidden = list.count - shown.count
    let rest = hidden > 0 ? ["… \(hidden) more"] : []
    return "[" + (shown + rest).joined(separator: ", ") + "]"
  }

  private func text(_ record: Record) -> String {
    "{" + record.fields.map { "\($0.name): \(inner($0.value))" }.joined(separator: ", ") + "}"
  }

  private func text(_ table: Table) -> String {
    let names = table.type.columns.map(\.name).joined(separator: ", ")
    guard let local = table.plan as? LocalTable else { return "table (\(names))" }
    return "table of \(local.rowCount) row\(local.rowCount == 1 ? "" : "s") (\(names))"
  }

  /// Inside lists and records text has its quotation marks.
  private func inner(_ value: Value) -> String {
    guard case .text(let text) = value else { return self.text(value) }
    let escaped = text.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : String($0) }
    return "\"" + escaped.joined() + "\""
  }
}
