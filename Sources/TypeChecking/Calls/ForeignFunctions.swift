internal import Diagnostics
internal import Syntax

/// A function of SQL, Excel, pandas or dplyr, with what does the same here.
///
/// This is the one table of such names: a mistake made with one of them offers the line with ours.
struct ForeignFunction {
  enum Form {
    /// The same arguments under another name.
    case renamed(String)
    /// A call with other arguments: `{1}`, `{2}` stand for the arguments after the table, `{1:10}` for
    /// one with a default.
    case rewritten(String)
    /// No function: an operator or a statement, with an example of it.
    case explained(example: String)
  }

  var form: Form
  var because: String

  private init(_ form: Form, _ because: String) {
    self.form = form
    self.because = because
  }

  static func named(_ name: String) -> Self? { table[name.lowercased()] }

  private static let table: [String: Self] = {
    var table: [String: Self] = [:]
    func add(_ names: String, _ form: Form, _ because: String) {
      for name in names.split(separator: " ") { table[String(name)] = Self(form, because) }
    }
    add(
      "filter query subset having", .renamed("where"),
      "`where` keeps the rows that fulfil a condition")
    add("select pick", .renamed("keep"), "`keep` keeps columns, and `drop` removes them")
    add(
      "mutate assign transform with_columns withcolumn with_column extend derive",
      .renamed("add"), "`add` makes new columns")
    add(
      "arrange order_by orderby sort_values sort_by sortby order", .renamed("sort"),
      "`sort` orders rows; a minus sign means descending")
    add("aggregate agg summarise", .renamed("summarize"), "`summarize` makes one row of many")
    add(
      "group_by groupby group", .rewritten("summarize(rows: count(), by: {1})"),
      "grouping is the argument `by:` of `summarize`")
    add("value_counts", .rewritten("summarize(rows: count(), by: {1})"), "`summarize` counts rows")
    add(
      "head limit take fetch slice_head first_rows", .rewritten("show(rows: {1:10})"),
      "`show(rows:)` shows the first rows, and `top(n, by:)` gives those with the largest values")
    add(
      "nlargest top_n slice_max", .rewritten("top({1}, by: {2})"),
      "`top` gives the rows with the largest values")
    add(
      "drop_duplicates unique uniq", .renamed("distinct"),
      "`distinct` keeps one row of each, or counts different values")
    add("rename_with", .renamed("rename"), "`rename` gives columns other names")
    add(
      "merge inner_join innerjoin", .rewritten("join({1}, one: .id)"),
      "`join` says by `one:` that each row has at most one partner")
    add(
      "left_join leftjoin vlookup xlookup lookup",
      .rewritten("join({1}, one: .id, keep: \"left\")"),
      "`join` says by `keep:` which rows without a partner stay")
    add(
      "right_join rightjoin", .rewritten("join({1}, one: .id, keep: \"right\")"),
      "`join` says by `keep:` which rows without a partner stay")
    add(
      "full_join outer_join fulljoin outerjoin", .rewritten("join({1}, one: .id, keep: \"all\")"),
      "`join` says by `keep:` which rows without a partner stay")
    add(
      "union union_all bind_rows rbind concat_rows vstack", .renamed("append"),
      "`append` puts the rows of one table after those of another")
    add(
      "nrow row_count n_rows len_rows", .rewritten("summarize(rows: count())"),
      "`count()` counts rows")
    add("avg average", .renamed("mean"), "the average is `mean`")
    add(
      "std sd stdev stddev_samp stdev.s", .renamed("stddev"), "the standard deviation is `stddev`")
    add("var var_samp", .renamed("variance"), "the variance is `variance`")
    add("percentile", .renamed("quantile"), "`quantile` takes the share as its second argument")
    add(
      "nunique n_distinct count_distinct distinct_count", .renamed("distinct"),
      "`distinct` counts different values")
    add("cor corr correl", .renamed("correlation"), "the correlation is `correlation`")
    add("countif counta", .renamed("count_if"), "`count_if` counts the rows of a condition")
    add("n tally", .rewritten("count()"), "`count()` counts rows")
    add(
      "read_csv read read_parquet open import_csv", .renamed("load"),
      "`load` opens files of rows")
    add("write_csv to_csv write export", .renamed("save"), "`save` writes a table to a file")
    add("print display cat echo puts view", .renamed("show"), "`show` shows a value")
    add(
      "summary info glimpse str schema", .renamed("describe"), "`describe` tells about each column")
    add("ceiling roundup", .renamed("ceil"), "rounding up is `ceil`")
    add("log", .renamed("ln"), "the natural logarithm is `ln`, the decimal one `log10`")
    add("len nchar strlen", .renamed("length"), "the length of a text is `length`")
    add("toupper upcase uppercase", .renamed("upper"), "capitals are made by `upper`")
    add("tolower downcase lowercase lcase", .renamed("lower"), "small letters are made by `lower`")
    add("strip", .renamed("trim"), "`trim` removes the space around a text")
    add("startswith", .renamed("starts_with"), "our names have underscores")
    add("endswith", .renamed("ends_with"), "our names have underscores")
    add("datediff date_diff", .renamed("days_between"), "`days_between` counts days")
    add(
      "fillna coalesce ifnull nvl isnull_or", .explained(example: "{1} ?? {2}"),
      "`??` gives a value to use in the place of a missing one")
    add(
      "isnull isna is_null is_na is_missing ismissing", .explained(example: "{1} is missing"),
      "`is missing` tells whether there is a value")
    add(
      "ifelse if_else iif", .explained(example: "if {1} then {2} else {3}"),
      "`if` is an expression")
    add("desc descending", .explained(example: "-{1}"), SortDirection.reason)
    add("asc ascending", .explained(example: "{1}"), SortDirection.reason)
    add(
      "cumsum cum_sum cumulative running_total", .renamed("running"),
      "the sum up to each row is `running`, inside of `window`")
    add(
      "rolling rolling_mean moving_average rollmean", .renamed("moving"),
      "the mean of the last rows is `moving`, inside of `window`")
    add("shift", .renamed("lag"), "the row before is `lag`, inside of `window`")
    add(
      "dense_rank min_rank row_number", .renamed("rank"),
      "places are `rank`, inside of `window`, and `ties:` says what equal values get")
    add(
      "pivot_wider pivot_table spread dcast", .rewritten("pivot(rows: .a, columns: .b, value: .x)"),
      "`pivot` makes columns of values")
    add(
      "pivot_longer melt gather", .renamed("unpivot"),
      "`unpivot` puts columns under one another")
    add(
      "ffill", .rewritten("fill({1:.x}, from: \"previous\")"), "`fill` takes the last value before")
    add("bfill", .rewritten("fill({1:.x}, from: \"next\")"), "`fill` takes the next value after")
    add("cut", .renamed("band"), "`band` tells between which bounds a number lies")
    add("sample_n slice_sample", .renamed("sample"), "`sample` picks rows at random")
    add("loc iloc", .renamed("where"), "`where` keeps the rows that fulfil a condition")
    return table
  }()
}

extension Checker {
  func foreignFunction(
    _ function: Name, _ foreign: ForeignFunction, _ arguments: [Argument], isPiped: Bool,
    _ span: Span
  ) -> Diagnostic {
    // The stage alone where a table flows in: what stands before it is right.
    let stage = Span(source: span.source, start: function.span.start, end: span.end)
    let help: Diagnostic.Help?
    switch foreign.form {
    case .renamed(let name):
      help = .init("\(name)\(text(stage).dropFirst(function.text.count))", replacing: stage)
    case .rewritten(let pattern): help = rewritten(pattern, arguments, isPiped: isPiped, stage)
    case .explained(let pattern):
      help = filled(pattern, arguments.map { text($0.value.span) }).map {
        .init($0, replacing: isPiped ? nil : stage)
      }
    }
    return Diagnostic(
      .unknownFunction, "there is no function `\(function.text)`", at: function.span,
      because: foreign.because, helps: help.map { [$0] } ?? [])
  }

  private func rewritten(
    _ pattern: String, _ arguments: [Argument], isPiped: Bool, _ stage: Span
  ) -> Diagnostic.Help? {
    var texts = arguments.map { text($0.value.span) }
    guard isPiped || !texts.isEmpty else { return nil }
    let table = isPiped ? nil : texts.removeFirst()
    guard let code = filled(pattern, texts) else { return nil }
    guard let table else { return .init(code, replacing: stage) }
    return .init("\(table) | \(code)", replacing: stage)
  }

  /// A pattern with the arguments in their places; nil where one is lacking.
  private func filled(_ pattern: String, _ texts: [String]) -> String? {
    var code = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let slot = rest[rest.index(after: open)..<close].split(separator: ":")
      guard let number = slot.first.flatMap({ Int($0) }) else { return nil }
      let given = texts.indices.contains(number - 1) ? texts[number - 1] : nil
      guard let argument = given ?? (slot.count > 1 ? String(slot[1]) : nil) else { return nil }
      code += rest[..<open] + argument
      rest = rest[rest.index(after: close)...]
    }
    return code + rest
  }
}
