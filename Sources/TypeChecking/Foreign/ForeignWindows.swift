internal import Syntax
internal import Values

/// Window functions under their names elsewhere: outside of `window` the stage around them becomes it.
extension ForeignFunction {
  static let windows: [Row] = [
    Row(
      "cumsum cum_sum cumulative running_total running_sum",
      "the sum up to each row is `running`, inside of `window`"
    ) { $0.windowing("running") },
    Row("cummax cum_max", "the largest up to each row is `running`, inside of `window`") {
      $0.windowing("running", ["aggregate: \"max\""])
    },
    Row("cummin cum_min", "the smallest up to each row is `running`, inside of `window`") {
      $0.windowing("running", ["aggregate: \"min\""])
    },
    Row(
      "rolling rolling_mean moving_average rollmean",
      "the mean of the last rows is `moving`, inside of `window`"
    ) { call in call.windowing("moving", call.rest.map(call.text)) },
    Row("shift", "the row before is `lag`, inside of `window`") { call in
      // A negative step looks ahead.
      if case .negate(let steps)? = call.rest.first?.kind {
        var fix = call.windowing("lead", [call.text(steps)])
        fix?.because = "a row after is `lead`, inside of `window`"
        return fix
      }
      return call.windowing("lag", call.rest.map(call.text))
    },
    Row("diff", "a change is the row less `lag`, inside of `window`") { call in
      call.windowed { "\($0) - lag(\($0))" }
    },
    Row("pct_change", "a relative change is the row over `lag` less 1, inside of `window`") {
      call in
      call.windowed { "\($0) / lag(\($0)) - 1" }
    },
    Row(
      "dense_rank", "places are `rank`, inside of `window`, and `ties:` says what equal values get"
    ) { $0.windowing("rank", ["ties: \"dense\""]) },
    Row(
      "min_rank", "places are `rank`, inside of `window`, and `ties:` says what equal values get"
    ) { $0.windowing("rank") },
    Row(
      "row_number", "places are `rank`, inside of `window`, and `ties:` says what equal values get"
    ) { $0.windowing("rank", ["ties: \"order\""]) },
  ]
}

extension ForeignCall {
  fileprivate func windowing(_ name: String, _ settings: [String] = []) -> ForeignFix? {
    windowed { "\(name)(\(([$0] + settings).joined(separator: ", ")))" }
  }

  /// A line with a window function of the first operand: a cell in a row, or a column of a table.
  fileprivate func windowed(_ code: (String) -> String) -> ForeignFix? {
    if case .table = subject {
      guard let column = rest.first.flatMap({ column($0) }) else { return nil }
      return ForeignCall(
        checker: checker, function: function, piped: piped,
        arguments: Array(arguments.filter { $0.value.span != rest.first?.span }), span: span,
        place: place
      ).verb("window(value: \(code(column)))")
    }
    guard piped == nil, let cell = positional.first, !isInGroups, checked(cell).level == .row else {
      return nil
    }
    return .window(code(key(cell) ?? operand(cell)))
  }
}
