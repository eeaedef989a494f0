internal import Syntax
internal import Values

/// Aggregates and counts under their names elsewhere.
extension ForeignFunction {
  static let aggregates: [Row] = [
    Row("avg average", "the average is `mean`", renamed: "mean"),
    Row(
      "std sd stdev stddev_samp stdev.s", "the standard deviation is `stddev`",
      renamed: "stddev"),
    Row("var var_samp", "the variance is `variance`", renamed: "variance"),
    Row(
      "percentile quantile_cont percentile_cont",
      "`quantile` takes the share as its second argument"
    ) { call in
      guard let at = call.rest.first ?? call.named("q", "p", "at", "n") else { return nil }
      return .call(call.call("quantile", [call.share(at)]))
    },
    Row(
      "nunique n_distinct count_distinct distinct_count", "`distinct` counts different values"
    ) { call in
      if case .table = call.subject, call.rest.isEmpty {
        return call.verb("distinct() | count()", because: "`count` counts rows")
      }
      return .call(call.renamed("distinct"))
    },
    Row("cor corr correl", "the correlation is `correlation`", renamed: "correlation"),
    Row("countif count_where", "`count_if` counts the rows of a condition") { call in
      if call.piped != nil { return .call(call.renamed("count_if")) }
      return call.condition().map { .call("count_if(\($0))") }
    },
    Row("counta", "`count(.x)` counts the rows in which x is present", renamed: "count"),
    Row("sumif sumifs sum_if", "a value that is missing is not summed") { $0.conditional("sum") },
    Row("averageif averageifs mean_if avg_if", "a value that is missing does not count") {
      $0.conditional("mean")
    },
    Row("n tally", "`count()` counts rows") { $0.counting() },
    Row(
      "nrow row_count n_rows len_rows rowcount size", "`count` counts rows"
    ) { $0.counting() },
    Row("len nchar strlen", "the length of a text or a list is `length`") { call in
      switch call.subject {
      case .table: return call.counting()
      case .column(let type) where type != .text && !call.isInGroups: return nil
      case .column where call.isInGroups: return call.counting()
      default: return .call(call.renamed("length"))
      }
    },
  ]
}

extension ForeignCall {
  /// The number of rows: of a table, or of the group at hand.
  fileprivate func counting() -> ForeignFix? {
    if case .table = subject { return .call(call("count"), because: "`count` counts rows") }
    if case .list = subject {
      return .call(call("length"), because: "the length of a list is `length`")
    }
    return isInGroups ? .call("count()", because: "`count()` counts the rows of a group") : nil
  }

  /// A share as it is written here: 90 of a percentile is 90%.
  func share(_ expression: Expression) -> String {
    guard let number = number(expression), number > 1, number <= 100,
      case .number(let literal) = expression.kind, !literal.isPercent
    else { return text(expression) }
    return "\(text(expression))%"
  }

  /// The condition of `countif(.a, "x")`: two parts are equal, one is it itself.
  private func condition(_ parts: [Expression]) -> String? {
    guard let first = parts.first else { return nil }
    guard parts.count > 1 else { return text(first) }
    return "\(operand(first)) == \(value(parts[1], like: checked(first).type.measure))"
  }

  fileprivate func condition() -> String? { condition(positional) }

  /// `sumif(.cost, .channel == "ads")`.
  fileprivate func conditional(_ aggregate: String) -> ForeignFix? {
    guard piped == nil, let amount = positional.first,
      let condition = condition(Array(positional.dropFirst()))
    else { return nil }
    return .call("\(aggregate)(if \(condition) then \(text(amount)) else missing)")
  }
}
