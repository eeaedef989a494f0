/// The units that a program may write: the built-in ones and those that it declares.
///
/// Help, completion, the reference and "did you mean" read this one list.
package struct UnitCatalogue: Sendable {
  package private(set) var units: [NamedUnit]
  private var byName: [String: NamedUnit]
  /// The currency that `$` stands for.
  package private(set) var dollar: NamedUnit

  package init() {
    units = Self.builtIn
    dollar = Self.unitedStatesDollar
    byName = [:]
    for unit in units { register(unit) }
  }

  /// The unit of this name, in any of its spellings.
  package func named(_ name: String) -> NamedUnit? { name == "$" ? dollar : byName[name] }

  /// Every spelling, for completion and suggestions, in the order of declaration.
  package var spellings: [String] { units.flatMap { [$0.name, $0.plural] + $0.aliases } }

  /// Declares a count of the user's own: `unit store`.
  ///
  /// False when the name is taken.
  package mutating func declare(count name: String) -> Bool {
    guard byName[name] == nil else { return false }
    let unit = NamedUnit(
      name, base: BaseDimension(.count, name), summary: "declared by the script")
    units.append(unit)
    register(unit)
    return true
  }

  /// Whether a program has declared this count, rather than the language.
  package func isDeclared(_ name: String) -> Bool {
    byName[name].map { unit in !Self.builtIn.contains { $0.name == unit.name } } ?? false
  }

  /// Sets the currency that `$` stands for: `currency AUD`.
  ///
  /// False when it is no currency.
  package mutating func setDollar(to code: String) -> Bool {
    guard let unit = byName[code], unit.base.kind == .currency else { return false }
    dollar = unit
    return true
  }

  private mutating func register(_ unit: NamedUnit) {
    for spelling in [unit.name, unit.plural] + unit.aliases { byName[spelling] = unit }
  }

  private static let unitedStatesDollar = currency("USD", "United States dollar")

  private static func currency(_ code: String, _ summary: String, signs: [String] = []) -> NamedUnit
  {
    NamedUnit(
      code, plural: code, aliases: signs, base: BaseDimension(.currency, code), summary: summary)
  }

  private static func count(_ name: String, plural: String? = nil, _ summary: String) -> NamedUnit {
    NamedUnit(name, plural: plural, base: BaseDimension(.count, name), summary: summary)
  }

  private static func time(
    _ name: String, _ aliases: [String], _ base: BaseDimension, _ scale: Double, _ summary: String,
  ) -> NamedUnit {
    NamedUnit(name, aliases: aliases, base: base, scale: scale, summary: summary)
  }

  package static let builtIn: [NamedUnit] = [
    time("month", ["mo"], .monthTime, 1, "a calendar month"),
    time("quarter", ["qtr"], .monthTime, 3, "three months"),
    time("year", ["yr"], .monthTime, 12, "twelve months"),
    time("day", ["d"], .dayTime, 1, "a day"),
    time("week", ["wk"], .dayTime, 7, "seven days"),
    time("hour", ["h", "hr"], .dayTime, 1.0 / 24, "a twenty-fourth of a day"),
    time("minute", ["min"], .dayTime, 1.0 / 1440, "a sixtieth of an hour"),
    count("customer", "someone who bought"),
    count("lead", "someone who may buy"),
    count("deal", "an opportunity in the pipeline"),
    count("seat", "a paid place in a plan"),
    count("click", "a click on an advertisement"),
    count("impression", "an advertisement shown once"),
    count("visit", "a visit to a site or a shop"),
    count("touch", plural: "touches", "one contact with marketing"),
    count("order", "a purchase"),
    count("person", plural: "people", "someone, whether or not they bought"),
    unitedStatesDollar,
    currency("EUR", "euro", signs: ["€"]),
    currency("GBP", "pound sterling", signs: ["£"]),
    currency("JPY", "Japanese yen", signs: ["¥"]),
    currency("CNY", "Chinese yuan"),
    currency("TRY", "Turkish lira", signs: ["₺"]),
    currency("PLN", "Polish zloty", signs: ["zł"]),
    currency("AZN", "Azerbaijani manat", signs: ["₼"]),
    currency("CHF", "Swiss franc"),
    currency("SEK", "Swedish krona"),
    currency("NOK", "Norwegian krone"),
    currency("DKK", "Danish krone"),
    currency("CZK", "Czech koruna"),
    currency("HUF", "Hungarian forint"),
    currency("RON", "Romanian leu"),
    currency("AUD", "Australian dollar"),
    currency("CAD", "Canadian dollar"),
    currency("NZD", "New Zealand dollar"),
    currency("INR", "Indian rupee", signs: ["₹"]),
    currency("BRL", "Brazilian real"),
    currency("MXN", "Mexican peso"),
    currency("ZAR", "South African rand"),
    currency("KRW", "South Korean won", signs: ["₩"]),
    currency("SGD", "Singapore dollar"),
    currency("HKD", "Hong Kong dollar"),
    currency("AED", "United Arab Emirates dirham"),
    currency("ILS", "Israeli new shekel", signs: ["₪"]),
  ]
}
