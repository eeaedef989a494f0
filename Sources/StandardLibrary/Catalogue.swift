/// Every function of the language, in the order of the manual.
package enum Catalogue {
  package static let functions: [Function] =
    core + Function.economics + Function.attribution + Function.series + Function.regression
    + Function.diminishingReturns + Function.simulation

  /// The function of this name.
  package static func named(_ name: String) -> Function? { byName[name] }

  private static let byName = Dictionary(
    functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The functions of the language itself.
  static let core: [Function] = [
    .load, .where, .add, .keep, .drop, .rename, .sort, .top, .distinct, .sample, .join, .append,
    .summarize, .window, .fill, .complete, .pivot, .unpivot, .withTotal, .describe, .show, .save,
    .count, .countIf, .sum, .mean, .median, .quantile, .min, .max, .first, .last, .stddev,
    .variance, .correlation,
    .lag, .lead, .running, .moving, .rank,
    .try,
    .map, .filter, .fold, .scan, .iterate,
    .abs, .sign, .round, .floor, .ceil, .clamp, .band, .sqrt, .exp, .ln, .log10, .share, .compound,
    .compoundGrowth, .linear,
    .length, .lower, .upper, .trim, .contains, .startsWith, .endsWith, .replace, .split, .joinText,
    .matches,
    .year, .quarter, .month, .week, .day, .weekday, .dayOfYear, .hour, .minute,
    .startOf, .endOf, .daysBetween, .after,
    .explain,
  ]
}
