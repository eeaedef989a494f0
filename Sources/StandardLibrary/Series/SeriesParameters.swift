internal import Values

/// The parameters that the functions of series share.
enum SeriesParameters {
  static let series = Parameter(
    "series", .table(role: nil), "rows with a date and a figure, in any order")
  static let of = Parameter(
    "of", .column(on: "series", .quantity), named: true, "the figure of a row")
  static let at = Parameter(
    "at", .column(on: "series", .oneOf([.dateOrInstant, .period])), optional: true,
    "the date of a row; without it the only column of dates, else the one named `date`, `day`, `week` or `month`"
  )
  static let every = Parameter(
    "every", .word(PeriodGrain.allCases.map(\.rawValue)), optional: true,
    "the period of a value; without it the longest that all dates keep to")
  static let combine = Parameter(
    "combine", .choice(RowCombination.allCases.map(\.rawValue)), default: "\"sum\"",
    "what several rows of a period give")
  static let by = Parameter(
    "by", .columns(on: ["series"]), optional: true, "a series of its own for each group")
  static let season = Parameter(
    "season", .value(.oneOf([.number, .text])), default: "\"auto\"",
    "how many periods a season has; \"none\" for none; \"auto\" finds it by the period of a value")
  static let trend = Parameter(
    "trend", .choice(SeriesTrend.allCases.map(\.rawValue)), optional: true,
    "how the level moves: at random, with a constant drift, or with a slope that changes")
  static let scale = Parameter(
    "scale", .choice(SeriesScale.allCases.map(\.rawValue)), default: "\"linear\"",
    "whether parts add up, or multiply")
  static let controls = Parameter(
    "controls", .columns(on: ["series"]), optional: true,
    "columns that explain the figure and that nothing which is asked about has touched")
  static let level = Parameter(
    "level", .value(.number), default: "95%", "the level of the intervals")

  /// Which rows are read, and how they make a series.
  static let reading = [series, of, at, every, combine, by]
  /// What a structural model has.
  static let model = [season, trend, scale, level]
}

/// What several rows of a period give.
enum RowCombination: String, CaseIterable, Sendable {
  case sum, mean
}

/// How the level of a series moves.
enum SeriesTrend: String, CaseIterable, Sendable {
  case level, drift, slope
}

/// Whether the parts of a series add up, or multiply.
enum SeriesScale: String, CaseIterable, Sendable {
  case linear, log
}
