internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// The factor by which a value's unit differs from the one that is required, in words and as code:
/// one place for sums, comparisons, `to`, arguments, results and tables.
struct UnitMending {
  /// What is wrong with the value's unit, in a sentence.
  var because: String
  /// The value in the unit that is required, with what is to be stated.
  var codes: [(code: String, note: String)]
  /// Whether the value has a factor too many, rather than one too few.
  var isFurther = true
  /// Whether it is this side, and not the other, that needs mending: a bare number, a swapped quotient.
  var isClear = false

  func helps(replacing span: Span) -> [Diagnostic.Help] {
    codes.prefix(2).map { .init($0.code, note: $0.note, replacing: span) }
  }
}

extension Checker {
  /// How a value becomes one of another measure; nil where a factor is not what tells them apart.
  func mending(_ value: Checked, to wanted: Measure) -> UnitMending? {
    guard let mine = value.type.measure, !mine.isPeriodic, !wanted.isPeriodic, !mine.isShare,
      let difference = UnitDifference(from: mine.unit, to: wanted.unit)
    else { return nil }
    if let code = literal(value, like: wanted) {
      return UnitMending(
        because: "a number alone has no unit", codes: [(code, "")], isFurther: false, isClear: true)
    }
    let written = named(value)
    switch difference {
    case .unrelated: return nil
    case .inverted:
      let swapped = swappedQuotient(value)
      return UnitMending(
        because:
          "\(written) is upside down: \(swapped == nil ? "take 1 over it" : "swap its two sides")",
        codes: [(swapped ?? "1 / \(divisor(value))", "")], isClear: swapped != nil)
    case .basis:
      return UnitMending(
        because: "a month has 28 to 31 days, so the basis must be stated",
        codes: [
          (
            "(\(text(value.span)) to \(wanted.description) at 30.4375 days/month)",
            "a month of average length"
          )
        ])
    case .factors(let factors): return factored(value, written, factors)
    }
  }

  private func factored(
    _ value: Checked, _ written: String, _ factors: [UnitDifference.Factor]
  ) -> UnitMending? {
    guard let leading = factors.first else { return nil }
    let isRepeated = Set(factors.map(\.unit)).count < factors.count
    var mending = UnitMending(
      because: isRepeated
        ? "the two differ by the factor `\(Self.quotient(factors).description)`"
        : "\(written) \(Self.words(factors))", codes: [],
      isFurther: factors.contains(where: \.isFurther))
    // No amount of money can be made up, and where much is amiss no number makes it right.
    guard !isRepeated, factors.count < 3,
      !factors.contains(where: { $0.unit.base.kind == .currency })
    else {
      return mending
    }
    let steps = factors.map { factor in
      "\(factor.isMultiplied ? "multiply" : "divide") it by a number of \(factor.unit.plural)"
    }
    mending.because += ": \(steps.joined(separator: " and "))"
    if value.constant != nil, factors.count == 1, !leading.isMultiplied, !leading.isFurther {
      mending.codes.append(
        (
          "\(text(value.span))\(leading.text)", "for each \(leading.unit.name)"
        ))
    }
    var code = operand(value)
    var notes: [String] = []
    for factor in factors {
      let own = binding(in: factor.unit)
      code += " \(factor.isMultiplied ? "*" : "/") \(own ?? Self.example(factor.unit))"
      if own == nil { notes.append("a stated number of \(factor.unit.plural)") }
    }
    let preposition = leading.unit.base.isTime ? "over" : "of"
    mending.codes.append(
      (code, notes.isEmpty ? "" : "\(preposition) \(notes.joined(separator: " and "))"))
    return mending
  }

  /// What a value is to be multiplied by.
  private static func quotient(_ factors: [UnitDifference.Factor]) -> Unit {
    factors.reduce(Unit.one) { product, factor in
      product.multiplied(by: Unit(factor.unit, exponent: factor.isMultiplied ? 1 : -1)).unit
    }
  }

  /// What a value has too many of and what it lacks: `has a further `/month` and lacks `/customer``.
  private static func words(_ factors: [UnitDifference.Factor]) -> String {
    func text(_ factors: [UnitDifference.Factor]) -> String {
      let unit = factors.reduce(Unit.one) { product, factor in
        let isBelow = factor.isMultiplied == factor.isFurther
        return product.multiplied(by: Unit(factor.unit, exponent: isBelow ? -1 : 1)).unit
      }
      let text = unit.description
      return text.hasPrefix("1/") ? String(text.dropFirst()) : text
    }
    let further = factors.filter(\.isFurther)
    let lacking = factors.filter { !$0.isFurther }
    let parts = [
      further.isEmpty ? nil : "has a further `\(text(further))`",
      lacking.isEmpty ? nil : "lacks `\(text(lacking))`",
    ]
    return parts.compactMap { $0 }.joined(separator: " and ")
  }

  /// The one value by a name that is a number of this unit, where there is just one.
  private func binding(in unit: NamedUnit) -> String? {
    guard let scope = statementScope else { return nil }
    let names = scope.visibleNames.filter { name in
      guard case .value(let type, _, _)? = scope.lookup(name) else { return false }
      return type.measure == .unit(Unit(unit))
    }
    return names.count == 1 ? names.first : nil
  }

  /// How many of a unit an example has: a year's worth of a time, and else a round number.
  private static func example(_ unit: NamedUnit) -> String {
    let numbers = ["month": 12, "quarter": 4, "year": 1, "week": 52, "day": 30, "hour": 24]
    let number = numbers[unit.name] ?? 100
    return "\(number) \(number == 1 ? unit.name : unit.plural)"
  }

  /// A value as a sentence names it.
  private func named(_ value: Checked) -> String {
    let text = text(value.span)
    return text.contains("\n") || text.utf8.count > 60 ? "this" : "`\(text)`"
  }

  /// What stands below the line of a quotient.
  private func divisor(_ value: Checked) -> String {
    let text = operand(value)
    let isPlain = text.hasPrefix("(") || !text.contains { "/* ".contains($0) }
    return isPlain ? text : "(\(text))"
  }

  /// `a / b` as `b / a`; nil for what is no quotient.
  func swappedQuotient(_ value: Checked) -> String? {
    let text = text(value.span)
    let source = SourceText(name: "quotient", text: text)
    let tree = Parser.parse(source, id: SourceID(index: -1))
    guard tree.diagnostics.isEmpty, tree.statements.count == 1,
      case .expression(let expression)? = tree.statements.first?.kind,
      case .chain(let first, let links) = expression.kind, links.last?.operator == .divide
    else { return nil }
    func part(_ span: Span) -> String? {
      let bytes = Array(text.utf8)
      guard span.start >= 0, span.start <= span.end, span.end <= bytes.count else { return nil }
      return String(decoding: bytes[span.start..<span.end], as: UTF8.self)
    }
    var above = [part(first.span)]
    var below: [String?] = []
    for link in links {
      switch link.operator {
      case .multiply: above.append(part(link.operand.span))
      case .divide: below.append(part(link.operand.span))
      default: return nil
      }
    }
    let (over, under) = (above.compactMap { $0 }, below.compactMap { $0 })
    guard over.count == above.count, under.count == below.count else { return nil }
    let divisor = over.joined(separator: " * ")
    return under.joined(separator: " * ") + " / " + (over.count > 1 ? "(\(divisor))" : divisor)
  }
}

extension Checker {
  /// How a value becomes one of another type; nil where a factor is not what tells them apart.
  func mending(_ value: Checked, like type: Type) -> UnitMending? {
    type.measure.flatMap { mending(value, to: $0) }
  }
}

extension Diagnostic {
  /// A mistake at a value of another unit than its place requires.
  init(_ code: DiagnosticCode, _ message: String, at span: Span, mended: UnitMending?) {
    self.init(
      code, message, at: span, because: mended?.because,
      helps: mended?.helps(replacing: span) ?? [])
  }
}

extension TypePattern {
  /// The measure that a pattern requires, in the currency and the time of what is given.
  func wanted(like measure: Measure?, _ units: UnitCatalogue) -> Measure? {
    let given = measure?.unit.factors.map(\.unit) ?? []
    let currency = measure?.unit.currency ?? units.dollar
    func unit(_ name: String) -> NamedUnit? {
      guard let named = units.named(name) else { return nil }
      return given.first { $0.base == named.base } ?? named
    }
    switch self {
    case .money: return .unit(Unit(currency))
    case .time: return given.first { $0.base.isTime }.map { .unit(Unit($0)) }
    case .count(let name): return unit(name).map { .unit(Unit($0)) }
    case .moneyPer(let names):
      var result = Unit(currency)
      for name in names {
        guard let below = unit(name) else { return nil }
        result = result.divided(by: Unit(below)).unit
      }
      return .unit(result)
    default: return nil
    }
  }
}
