/// What a unit measures.
///
/// Each currency and each kind of count is a dimension of its own, and months and days are two
/// dimensions, since no number of days is a month.
package struct BaseDimension: Hashable, Sendable {
  package enum Kind: Int, Hashable, Sendable { case currency, count, monthTime, dayTime }

  package var kind: Kind
  package var name: String

  package init(_ kind: Kind, _ name: String) {
    self.kind = kind
    self.name = name
  }

  package static let monthTime = BaseDimension(.monthTime, "month-time")
  package static let dayTime = BaseDimension(.dayTime, "day-time")

  package var isTime: Bool { kind == .monthTime || kind == .dayTime }
}

/// One named unit: its base dimension, its size in that dimension and the ways to write it.
package struct NamedUnit: Hashable, Sendable {
  package var name: String
  package var plural: String
  /// Other ways to write it: abbreviations and signs.
  package var aliases: [String]
  package var base: BaseDimension
  /// How many of the base dimension's own unit it holds: a year holds 12 months.
  package var scale: Double
  package var summary: String

  package init(
    _ name: String, plural: String? = nil, aliases: [String] = [], base: BaseDimension,
    scale: Double = 1, summary: String,
  ) {
    self.name = name
    self.plural = plural ?? name + "s"
    self.aliases = aliases
    self.base = base
    self.scale = scale
    self.summary = summary
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.base == right.base
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
