package import Diagnostics

/// A number with its scale already applied (`250k` is 250,000), its sign of currency or percent,
/// and the unit that follows it by the spacing rule.
///
/// The value of `3%` is 3, as written: the checker divides by 100.
package struct NumberLiteral: Sendable {
  package var value: Double
  package var isPercent: Bool
  /// `$`, `€` or `£` written before the number.
  package var currencySign: String?
  /// `/customer/month` after `$40`, ` months` after `18`; its head is `.one` when only
  /// denominators were written.
  package var unit: UnitSyntax?
  /// The digits as written, for messages.
  package var text: String
  /// From the sign to the unit, without the parentheses that an expression's place may hold.
  package var span: Span

  package init(
    value: Double, isPercent: Bool = false, currencySign: String? = nil, unit: UnitSyntax? = nil,
    text: String, span: Span
  ) {
    self.value = value
    self.isPercent = isPercent
    self.currencySign = currencySign
    self.unit = unit
    self.text = text
    self.span = span
  }
}

/// A unit as written: `(1 | % | sign | name) ('/' name)*`.
package struct UnitSyntax: Sendable {
  package enum Head: Hashable, Sendable {
    case one
    case percent
    case sign(String)
    case name(String)
  }

  package var head: Head
  package var headSpan: Span
  package var denominators: [Name]
  package var span: Span

  package init(head: Head, headSpan: Span, denominators: [Name], span: Span) {
    self.head = head
    self.headSpan = headSpan
    self.denominators = denominators
    self.span = span
  }
}

/// A piece of a text literal: characters, or `{expression:format}`.
package enum TextPart: Sendable {
  case characters(String)
  case interpolation(Expression, format: String?)
}

/// `@2026-03-01`, `@2026-03-01T09:30Z`: the parts as written, checked to be a real day.
package struct DateLiteral: Hashable, Sendable {
  package struct Time: Hashable, Sendable {
    package var hour: Int
    package var minute: Int
    package var second: Double
    /// Minutes east of UTC; nil when no zone was written.
    package var offsetMinutes: Int?

    package init(hour: Int, minute: Int, second: Double, offsetMinutes: Int?) {
      self.hour = hour
      self.minute = minute
      self.second = second
      self.offsetMinutes = offsetMinutes
    }
  }

  package var year: Int
  package var month: Int
  package var day: Int
  package var time: Time?

  package init(year: Int, month: Int, day: Int, time: Time? = nil) {
    self.year = year
    self.month = month
    self.day = day
    self.time = time
  }
}

/// `@2026`, `@2026-Q2`, `@2026-03`, `@2026-W09`.
package enum PeriodLiteral: Hashable, Sendable {
  case year(Int)
  case quarter(year: Int, quarter: Int)
  case month(year: Int, month: Int)
  case week(year: Int, week: Int)
}
