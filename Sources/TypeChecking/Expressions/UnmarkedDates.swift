internal import Diagnostics
internal import Syntax
internal import Values

/// Days that were written without `@`, as `2026-01-01`, which is a subtraction, or as a text.
extension Checker {
  /// The day or period that was meant by a value of a number or a text; nil where none was.
  func unmarkedDate(_ checked: Checked) -> String? {
    switch checked.type {
    case .measure, .text, .list: break
    default: return nil
    }
    var written = text(checked.span)
    if case .text = checked.type {
      guard written.utf8.count > 2, written.hasPrefix("\""), written.hasSuffix("\"") else {
        return nil
      }
      written = String(written.dropFirst().dropLast())
    }
    let ends = written.split(separator: "..", omittingEmptySubsequences: false)
    if ends.count == 2 {
      let days = ends.compactMap { Self.marked(String($0)) }
      return days.count == 2 ? days.joined(separator: "..") : nil
    }
    return Self.marked(written)
  }

  /// `@2026-01-31` of `2026-01-31`, `@2026-01` of `2026-01`; nil for what is no date.
  private static func marked(_ written: String) -> String? {
    let text = written.filter { $0 != " " }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.first?.utf8.count == 4,
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
      text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), (1...12).contains(month)
    else { return nil }
    guard parts.count == 3 else { return "@\(text)" }
    guard let day = Int(parts[2]), CalendarDate(year: year, month: month, day: day) != nil else {
      return nil
    }
    return "@\(text)"
  }

  /// Reports `2026-01-31`, which nobody means as a subtraction; false for anything else.
  func reportSubtractedDate(_ first: Expression, _ links: [ChainLink]) -> Bool {
    guard case .number = first.kind, let last = links.last else { return false }
    let span = first.span.joined(with: last.operand.span)
    let written = text(span)
    guard written.utf8.count == 10, let day = Self.marked(written), day.utf8.count == 11 else {
      return false
    }
    report(
      Diagnostic(
        .wrongType, "`\(written)` is a subtraction, and looks like a day", at: span,
        because: "a day is written with `@`", helps: [.init(day, replacing: span)]))
    return true
  }

  func unmarkedDateReason(_ helps: [Diagnostic.Help]) -> String? {
    helps.isEmpty ? nil : "a day is written with `@`, as in `@2026-01-31`"
  }

  /// What was meant by a date compared with a value that is none.
  func unmarkedDateHelps(
    _ left: Checked, _ comparison: ComparisonOperator, _ right: Checked, _ span: Span
  ) -> [Diagnostic.Help] {
    for (date, other) in [(left, right), (right, left)] {
      guard date.type == .date || date.type == .instant, let marked = unmarkedDate(other) else {
        continue
      }
      if marked.utf8.count > 8 { return [.init(marked, note: "a day", replacing: other.span)] }
      if comparison == .equal, other.span == right.span {
        return [.init("\(text(date.span)) in \(marked)", note: "within the month", replacing: span)]
      }
      return [.init("start_of(\(marked))", note: "its first day", replacing: other.span)]
    }
    return []
  }
}
