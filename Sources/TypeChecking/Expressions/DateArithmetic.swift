internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// Sums and differences of dates, periods and durations.
extension Checker {
  /// Nil when neither side is a date or a period.
  func dateArithmetic(
    _ left: Checked, _ link: ChainLink, _ right: Checked, _ span: Span
  ) -> Checked? {
    let isTimely: (Type) -> Bool = {
      switch $0 {
      case .date, .instant, .period: true
      default: false
      }
    }
    guard isTimely(left.type) || isTimely(right.type) else { return nil }
    let sign = link.operator == .subtract ? -1 : 1
    guard link.operator == .add || link.operator == .subtract else {
      report(
        Diagnostic(
          .wrongType, "`\(link.operator.rawValue)` does not apply to dates", at: span))
      return .invalid(span)
    }
    switch (left.type, right.type) {
    case (.date, .date) where sign < 0:
      return apply(
        CalendarOperations.days(in: .unit(dayUnit)), [left, right], .unit(dayUnit), span)
    case (.instant, .instant) where sign < 0:
      return apply(
        CalendarOperations.instantDays(in: .unit(dayUnit)), [left, right], .unit(dayUnit), span)
    case (.date, .measure(.unit(let unit))) where unit.isTime:
      return moved(left, by: right, unit, sign, span)
    case (.measure(.unit(let unit)), .date) where unit.isTime && sign > 0:
      return moved(right, by: left, unit, sign, span)
    case (.period(let grain?), .measure(.unit(let unit))) where unit.isTime:
      return movedPeriod(left, grain, by: right, unit, sign, span)
    case (.period(let a?), .period(let b?)) where sign < 0 && a == b && a.months != nil:
      return apply(
        CalendarOperations.months(in: .unit(monthUnit)), [left, right], .unit(monthUnit), span)
    default:
      report(
        Diagnostic(
          .wrongType,
          "\(left.type.description) \(link.operator.rawValue) \(right.type.description) has no meaning",
          at: span,
          because: "a date moves by a time, and two dates are so many days apart",
          helps: durationHelp(left, right)))
      return .invalid(span)
    }
  }

  /// `@2026-03-01 + 3` lacks the unit of its 3.
  private func durationHelp(_ left: Checked, _ right: Checked) -> [Diagnostic.Help] {
    guard case .quantity(let quantity)? = right.constant, quantity.measure.isNumber else {
      return []
    }
    let unit: String
    switch left.type {
    case .period(let grain?): unit = grain.rawValue
    default: unit = "day"
    }
    return [
      .init(
        "\(text(right.span)) \(units.named(unit)?.plural ?? unit)", note: "a time",
        replacing: right.span)
    ]
  }

  private var dayUnit: Unit { units.named("day").map { Unit($0) } ?? .one }
  private var monthUnit: Unit { units.named("month").map { Unit($0) } ?? .one }

  private func moved(
    _ date: Checked, by duration: Checked, _ unit: Unit, _ sign: Int, _ span: Span
  ) -> Checked {
    let isMonths = unit.single?.base == .monthTime
    return apply(
      isMonths
        ? CalendarOperations.addMonths(scale: unit.scale * Double(sign))
        : CalendarOperations.addDays(scale: unit.scale * Double(sign)),
      [date, duration], .date, span)
  }

  private func movedPeriod(
    _ period: Checked, _ grain: PeriodGrain, by duration: Checked, _ unit: Unit, _ sign: Int,
    _ span: Span
  ) -> Checked {
    let isMonths = unit.single?.base == .monthTime
    guard isMonths == (grain.months != nil) else {
      report(
        Diagnostic(
          .wrongType, "a \(grain.rawValue) moves by whole \(grain.rawValue)s", at: duration.span,
          helps: [.init("1 \(grain.rawValue)", replacing: duration.span)]))
      return .invalid(span)
    }
    let length = Double(grain.months ?? (grain == .week ? 7 : 1))
    return apply(
      CalendarOperations.movePeriod(scale: unit.scale * Double(sign) / length, grain: grain),
      [period, duration], period.type, span)
  }
}
