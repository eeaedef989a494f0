/// Numbers, shares and amounts as exports write them.
enum NumberForms {
  static let whole = "whole"
  static let point = "point"
  static let comma = "comma"
  static let powerOfTen = "power of ten"
  static let leadingZeros = "leading zeros"
  static let longDigits = "long digits"

  /// Grouped or not, without a sign that could be a decimal one.
  private static let wholePattern = "[0-9]+|[0-9]{1,3}(?:[ '][0-9]{3})+"
  /// `1234.5`, `1,234.50`, `1 234.5`, `12,34,567.00`, `1,234`.
  private static let pointPattern = """
    (?:\(wholePattern))?[.][0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:[.][0-9]+)?\
    |[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(?:[.][0-9]+)?
    """
  /// `1234,5`, `1.234,50`, `1 234,5`, `1.234`.
  private static let commaPattern = """
    (?:\(wholePattern))?,[0-9]+|[1-9][0-9]{0,2}(?:[.][0-9]{3})+(?:,[0-9]+)?
    """

  /// What stands behind digits for thousands, millions and billions.
  private static let scales = [("[kK]", 3), ("M", 6), ("(?:bn|B)", 9)]
  private static let scalePattern = " ?(?:[kKMB]|bn)"

  /// Whether a letter behind the digits says thousands, millions or billions.
  @Sendable private static func isScaled(_ text: String) -> String {
    "regexp_matches(\(text), '[0-9]\(scalePattern)\\b')"
  }

  private static let digits = "[0-9.,](?:[0-9., ']*[0-9.,])?"

  /// A number of such digits with a sign, a currency or `%` on either side, or in brackets; `k`, `M`
  /// or `bn` may stand behind the digits.
  private static func decorated(_ digits: String) -> String {
    let currency = CurrencySpelling.pattern
    return """
      (?:[-+(] ?)?(?:(?:%|\(currency)) ?)?(?:[-+(] ?)?(?:\(digits))(?:\(scalePattern)\\b)?\
      (?: ?(?:%|\(currency)))?(?: ?[-)])?(?: ?(?:%|\(currency)))?
      """
  }

  /// The first run of digits with what separates them.
  private static func core(_ text: String) -> String {
    "regexp_extract(\(text), \(CellText.literal(digits)))"
  }

  /// What stands beside the digits of an amount: a currency on one side or on both, or `%`.
  static func mark(_ text: String) -> String {
    let beside = "[^-0-9., ''()+]"
    let text = """
      CASE WHEN \(isScaled(text)) \
      THEN regexp_replace(\(text), '([0-9])\(scalePattern)\\b', '\\1') ELSE \(text) END
      """
    return """
      (regexp_extract(\(text), '\(beside)+') || CASE WHEN regexp_matches(\(text), \
      '\(beside)[^0-9]*[0-9].*\(beside)') THEN regexp_extract(\(text), '[0-9].*?(\(beside)+)', 1) \
      ELSE '' END)
      """
  }

  /// The number with its sign; a percentage is read as its share, rounded once.
  private static func number(_ text: String, hasComma: Bool) -> String {
    let core = core(text)
    let exponents = scales.map { letters, exponent in
      "WHEN regexp_matches(\(text), '[0-9] ?\(letters)\\b') THEN 'e\(exponent)'"
    }.joined(separator: " ")
    let simple =
      hasComma ? "replace(replace(\(core), '.', ''), ',', '.')" : "replace(\(core), ',', '')"
    let other = "translate(\(core), '\(hasComma ? ",. ''" : "., ''")', '.')"
    return """
      TRY_CAST(CASE WHEN regexp_matches(\(text), '[-(]') THEN '-' ELSE '' END \
      || CASE WHEN regexp_matches(\(text), '[0-9][ '']+[0-9]') THEN \(other) ELSE \(simple) END \
      || CASE WHEN contains(\(text), '%') THEN 'e-2' \
      WHEN \(isScaled(text)) THEN CASE \(exponents) END ELSE '' END AS DOUBLE) + 0
      """
  }

  private static func form(
    _ name: String, example: String, meaning: String, pattern: String
  ) -> CellForm {
    let whole = CellText.literal(decorated(pattern))
    return CellForm(
      name: name, kind: .number, example: example, meaning: meaning,
      fits: { "regexp_full_match(\($0), \(whole))" },
      value: { number($0, hasComma: name == comma) })
  }

  /// Whether a double holds the digits: up to 2 to the 53rd.
  private static func isExact(_ text: String) -> String {
    "coalesce(abs(TRY_CAST(\(text) AS HUGEINT)) <= 9007199254740992, false)"
  }

  /// At most one sign, brackets that close, and no thousands of a share.
  private static let hasOneSign: @Sendable (String) -> String = { text in
    """
    NOT regexp_matches(\(text), '[-+(].*[-+(]') \
    AND contains(\(text), '(') = contains(\(text), ')') \
    AND NOT (contains(\(text), '%') AND \(isScaled(text)))
    """
  }

  static let families: [CellFamily] = [
    CellFamily(
      pattern: "0[0-9]+",
      forms: [
        CellForm(
          name: leadingZeros, kind: .identifier, example: "00123", meaning: "00123",
          value: { "TRY_CAST(\($0) AS DOUBLE)" })
      ]),
    CellFamily(
      pattern: "[-+]?[0-9]{16,}",
      forms: [
        CellForm(
          name: longDigits, kind: .identifier, example: "12345678901234567890",
          meaning: "12345678901234567890",
          value: { "CASE WHEN NOT \(isExact($0)) THEN TRY_CAST(\($0) AS DOUBLE) END" }),
        CellForm(
          name: whole, kind: .number, example: "1234567890123456", meaning: "1.23e15",
          value: { "CASE WHEN \(isExact($0)) THEN TRY_CAST(\($0) AS DOUBLE) END" }),
      ]),
    CellFamily(
      pattern: "[-+]?[0-9]+(?:[.][0-9]+)?[eE][-+]?[0-9]{1,3}",
      forms: [
        CellForm(
          name: powerOfTen, kind: .number, example: "1.5E+03", meaning: "1,500",
          value: { "nullif(TRY_CAST(\($0) AS DOUBLE), 'inf'::DOUBLE)" })
      ]),
    CellFamily(
      pattern: decorated("\(wholePattern)|\(pointPattern)|\(commaPattern)"),
      condition: hasOneSign, mark: { mark($0) }, scale: isScaled,
      forms: [
        form(whole, example: "(12 500)", meaning: "-12,500", pattern: wholePattern),
        form(point, example: "$1,234.50", meaning: "$1,234.50", pattern: pointPattern),
        form(comma, example: "1.234,50 €", meaning: "€1,234.50", pattern: commaPattern),
      ]),
  ]
}
