internal import Syntax
internal import Values

/// Functions of numbers, texts and dates under their names elsewhere.
extension ForeignFunction {
  static let values: [Row] = [
    Row("ceiling roundup", "rounding up is `ceil`", renamed: "ceil"),
    Row("rounddown trunc", "rounding down is `floor`", renamed: "floor"),
    Row("log", "the natural logarithm is `ln`, the decimal one `log10`", renamed: "ln"),
    Row("toupper upcase uppercase ucase", "capitals are made by `upper`", renamed: "upper"),
    Row("tolower downcase lowercase lcase", "small letters are made by `lower`", renamed: "lower"),
    Row("strip", "`trim` removes the space around a text", renamed: "trim"),
    Row("startswith", "our names have underscores", renamed: "starts_with"),
    Row("endswith", "our names have underscores", renamed: "ends_with"),
    Row("str_detect regexp_matches rlike", "`matches` tries a pattern", renamed: "matches"),
    Row("str_contains instr", "`contains` finds a text in another", renamed: "contains"),
    Row("str_replace str_replace_all substitute", "`replace` changes a part of a text") { call in
      .call(call.renamed("replace"))
    },
    Row("gsub sub", "`replace` takes the text first") { call in
      guard call.piped == nil, call.positional.count == 3 else { return nil }
      let parts = [2, 0, 1].map { call.text(call.positional[$0]) }
      return .call("replace(\(parts.joined(separator: ", ")))")
    },
    Row("concat paste paste0 concatenate", "a text holds values in braces") { $0.concatenating() },
    Row(
      "substr substring left right mid str_sub",
      "no function takes characters by their number; `split`, `starts_with` and `matches` look into a text"
    ) { _ in nil },
    Row("datediff date_diff", "`days_between` counts days", renamed: "days_between"),
    Row(
      "coalesce ifnull nvl isnull_or if_null",
      "`??` gives a value to use in the place of a missing one"
    ) { call in
      if case .list = call.subject { return call.replacingMissing() }
      return call.falling()
    },
    Row(
      "isnull isna is_null is_na is_missing ismissing",
      "`is missing` tells whether there is a value"
    ) { call in call.operands.first.flatMap { _ in call.asking("is missing") } },
    Row(
      "notnull notna not_null is_not_null not_missing",
      "`is not missing` tells whether there is a value"
    ) { call in call.operands.first.flatMap { _ in call.asking("is not missing") } },
    Row("isin is_in", "`in` tells whether a list has a value") { call in
      call.rest.first.flatMap { call.asking("in \(call.operand($0))") }
    },
    Row("between", "two conditions are joined by `and`") { call in
      guard let first = call.first, call.rest.count == 2 else { return nil }
      let (value, measure) = (call.checker.operand(first), first.type.measure)
      let (low, high) = (
        call.value(call.rest[0], like: measure), call.value(call.rest[1], like: measure)
      )
      return .whole("\(value) >= \(low) and \(value) <= \(high)")
    },
    Row("if ifelse if_else iif iff", "`if` is an expression, and it has an `else`") { call in
      guard call.piped == nil, call.positional.count >= 2 else { return nil }
      let parts = call.positional.map(call.text)
      let otherwise = parts.count > 2 ? parts[2] : "missing"
      return .whole("if \(parts[0]) then \(parts[1]) else \(otherwise)")
    },
    Row(
      "today now getdate curdate current_date sysdate",
      "`today` is a name without parentheses: the option `--today`, else the last event date"
    ) { call in call.arguments.isEmpty ? .whole("today") : nil },
    Row("not", "`not` stands before what it denies") { call in
      call.positional.first.map { .whole("not (\(call.text($0)))") }
    },
    Row("desc descending", "a minus sign before a key of `sort` means descending") { call in
      call.positional.first.flatMap { call.key($0, descending: true) }.map { .whole($0) }
    },
    Row("asc ascending", "a key of `sort` without a minus sign means ascending") { call in
      call.positional.first.flatMap { call.key($0) }.map { .whole($0) }
    },
    Row(
      "cast convert try_cast as_numeric as_integer to_numeric",
      "`to` converts units, and `load(…, units:)` says the unit of a column"
    ) {
      _ in nil
    },
    Row(
      "to_date as_date parse_date strptime",
      "`load(…, dates:)` says how the days of a file are written; a day is written as @2026-03-01"
    ) {
      _ in nil
    },
  ]
}

extension ForeignCall {
  /// A question about the first operand.
  fileprivate func asking(_ question: String) -> ForeignFix? {
    guard let first else { return nil }
    let value = positional.first.flatMap { piped == nil ? operand($0) : nil }
    return .whole("\(value ?? checker.operand(first)) \(question)")
  }

  /// `concat(a, b)` of texts is a text with both; of tables it is `append`.
  fileprivate func concatenating() -> ForeignFix? {
    if case .table = subject {
      return .call(
        renamed("append"), because: "`append` puts the rows of one table after those of another")
    }
    var code = ""
    for part in (piped == nil ? [] : [nil]) + positional.map(Optional.some) {
      guard let part else {
        code += "{\(operands.first ?? "")}"
        continue
      }
      let written = text(part)
      if word(part) != nil, written.hasPrefix("\""), !written.hasPrefix("\"\"\"") {
        code += written.dropFirst().dropLast()
      } else {
        code += "{\(text(part))}"
      }
    }
    return code.isEmpty ? nil : .whole("\"\(code)\"")
  }
}
