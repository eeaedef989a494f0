internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// A function of ours called as another language calls it: `sort(.a, desc: true)`, `rename(.a, "x")`.
///
/// `table` has a row for each such function; a row gives nil for a call that is none of another
/// language's, and then the usual messages follow.
enum ForeignArguments {
  struct Use: Sendable {
    var message: String
    var because: String?
    /// Where the mistake stands; the whole call where it is nil.
    var place: Span?
    var fixes: [ForeignFix]
    var severity = Diagnostic.Severity.error

    init(
      _ message: String, at place: Span? = nil, because: String? = nil, _ fixes: ForeignFix?...
    ) {
      self.message = message
      self.because = because
      self.place = place
      self.fixes = fixes.compactMap { $0 }
    }
  }

  static let table: [String: @Sendable (ForeignCall) -> Use?] = [
    "sort": { $0.sortUse }, "join": { $0.joinUse }, "rename": { $0.renameUse },
    "fill": { $0.fillUse }, "top": { $0.topUse }, "count": { $0.countUse },
    "length": { $0.lengthUse }, "round": { $0.roundUse }, "filter": { $0.filterUse },
    "rank": { $0.rankUse },
  ]
}

extension Checker {
  /// Reports a call of another language's form; true where it is an error.
  func reportForeignArguments(_ call: PendingCall) -> Bool {
    guard let row = ForeignArguments.table[call.function.text] else { return false }
    let foreign = ForeignCall(
      checker: self, function: call.function, piped: call.piped, arguments: call.arguments,
      span: call.span, place: call.place, pending: call)
    guard let use = row(foreign) else { return false }
    report(
      Diagnostic(
        .wrongArguments, use.message, at: use.place ?? foreign.stage, because: use.because,
        helps: use.fixes.flatMap { helps($0, foreign) }, severity: use.severity))
    return use.severity == .error
  }
}

extension ForeignCall {
  private func given(_ names: String...) -> Argument? {
    arguments.first { argument in
      argument.name.map { names.contains($0.text.lowercased()) } ?? false
    }
  }

  private func noArgument(_ argument: Argument, because: String, _ fix: ForeignFix?)
    -> ForeignArguments.Use
  {
    let name = argument.name?.text ?? ""
    return .init(
      "`\(function.text)` has no argument `\(name)`", at: argument.name?.span, because: because, fix
    )
  }

  fileprivate var sortUse: ForeignArguments.Use? {
    guard
      let argument = given(
        "desc", "descending", "ascending", "asc", "reverse", "decreasing", "by", "key", "columns")
    else { return nil }
    return noArgument(
      argument,
      because: "`sort` takes its keys in order, and a minus sign before one means descending",
      sorting())
  }

  fileprivate var topUse: ForeignArguments.Use? {
    if let argument = given("desc", "descending", "ascending", "columns", "order_by") {
      return noArgument(
        argument, because: "`top` gives the rows with the largest values of `by:`",
        largest(descending: argument.name?.text == "ascending" && bool(argument.value) == true))
    }
    guard named("by") == nil, rest.count == 2, column(rest[1]) != nil else { return nil }
    return .init(
      "`top` takes the column by name", at: rest[1].span,
      because: "`by:` says of which column the values are the largest", largest(descending: false))
  }

  fileprivate var joinUse: ForeignArguments.Use? {
    guard case .table = subject, let other = rest.first else { return nil }
    let argument = given("on", "by", "using", "key", "keys", "left_on", "how", "type", "kind")
    if let argument {
      let fix = joinKey(with: other).flatMap { key in
        let keep = joinKeep().map { ", keep: \"\($0)\"" } ?? ""
        return verb("join(\(text(other)), one: \(key)\(keep))")
      }
      return noArgument(
        argument,
        because: "`one:` names the keys, and `keep:` the rows that stay without a partner", fix)
    }
    guard named("one", "many") == nil, let key = joinKey(with: other),
      rest.count == 1 || columns(rest[1]) != nil
    else { return nil }
    let kept = named("keep").map { ", keep: \(text($0))" } ?? ""
    return .init(
      "`join` requires its keys", because: "the other table has `\(key.dropFirst())`, too",
      verb(
        "join(\(text(other)), one: \(key)\(kept))",
        note: "at most one row of the other table has a key"),
      verb(
        "join(\(text(other)), many: \(key)\(kept))",
        note: "several may have it, and rows are repeated"))
  }

  fileprivate var renameUse: ForeignArguments.Use? {
    guard case .table = subject, let fix = renaming() else { return nil }
    return .init(
      "`rename` takes the new name before the column", because: "as in `rename(new: .old)`", fix)
  }

  /// `rename(.a, "x")`, `rename(a: "x")`, `rename({a: "x"})`: the old name first.
  func renaming() -> ForeignFix? {
    var pairs: [(old: String, new: String)] = []
    func add(_ old: String?, _ new: Expression?) {
      guard let old, let new, let word = new.isText ? word(new) : bareWord(new) else { return }
      pairs.append((old, word))
    }
    let named = arguments.filter { $0.name != nil }
    var records = rest
    if let record = self.named("columns", "mapper") { records = [record] }
    if case .record(let fields)? = records.first?.kind {
      for field in fields { add(existing(field.name.text), field.value) }
      guard pairs.count == fields.count else { return nil }
    } else if rest.count == 2, named.isEmpty {
      add(column(rest[0]), rest[1])
    } else if rest.isEmpty, !named.isEmpty {
      for argument in named where column(argument.value) == nil {
        add(argument.name.flatMap { existing($0.text) }, argument.value)
      }
      guard pairs.count == named.count else { return nil }
    }
    guard !pairs.isEmpty, pairs.allSatisfy({ !$0.new.isEmpty }) else { return nil }
    let parts = pairs.map { "\(Checker.columnText($0.new).dropFirst()): \($0.old)" }
    return verb("rename(\(parts.joined(separator: ", ")))")
  }

  private func existing(_ name: String) -> String? {
    table?[name].map { Checker.columnText($0.name) }
  }

  /// A word that is bound to nothing.
  private func bareWord(_ expression: Expression) -> String? {
    guard case .name(let name) = expression.kind, place.scope.lookup(name) == nil else {
      return nil
    }
    return name
  }

  fileprivate var fillUse: ForeignArguments.Use? {
    guard case .table = subject else { return nil }
    if let method = named("method", "direction").flatMap(word) {
      let isNext = ["bfill", "backfill", "up", "next"].contains(method.lowercased())
      var columns = columns(rest)
      if rest.isEmpty { columns = table?.columns.map { Checker.columnText($0.name) } }
      return .init(
        "`fill` says by `from:` whose value is taken",
        columns.flatMap {
          verb("fill(\($0.joined(separator: ", ")), from: \"\(isNext ? "next" : "previous")\")")
        })
    }
    guard named("with", "from") == nil, let value = named("value") ?? rest.last,
      column(value) == nil, columns(value) == nil, let fix = filled(rest)
    else { return nil }
    return .init("`fill` takes the value by name, as `with:`", at: value.span, fix)
  }

  /// `count(.a == "x")` would count the rows in which the condition is true or false.
  fileprivate var countUse: ForeignArguments.Use? {
    if case .table = subject, let columns = columns(rest) {
      return .init(
        "`count` of a table counts its rows, and takes no columns", at: rest.first?.span,
        because: "rows are counted for each group by `summarize`",
        verb("summarize(rows: count(), by: \(keys(columns)))"))
    }
    guard let condition = positional.first, positional.count == 1, piped == nil,
      condition.isCondition, checked(condition).type == .bool
    else { return nil }
    return .init(
      "`count` counts the values that are present, and a condition that is false is present, too",
      at: condition.span, because: "`count_if` counts where a condition is true",
      .call(renamed("count_if")))
  }

  fileprivate var rankUse: ForeignArguments.Use? {
    guard
      let argument = given("desc", "descending", "ascending", "asc", "reverse", "decreasing"),
      let cell = positional.first, let isTrue = bool(argument.value)
    else { return nil }
    let isUp = ["ascending", "asc"].contains(argument.name?.text)
    let ties = named("ties").map { ", ties: \(text($0))" } ?? ""
    return noArgument(
      argument, because: "`rank(.x)` begins with the smallest, and `rank(-.x)` with the largest",
      key(cell, descending: isTrue != isUp).map { .call("rank(\($0)\(ties))") })
  }

  fileprivate var lengthUse: ForeignArguments.Use? {
    guard case .table = subject else { return nil }
    return .init(
      "`length` is that of a text or a list, and this is a table", at: first?.span,
      because: "`count` counts the rows of a table", .call(call("count")))
  }

  fileprivate var filterUse: ForeignArguments.Use? {
    guard case .table = subject, rest.count == 1, rest[0].hasColumn else { return nil }
    return .init(
      "`filter` takes a list, and this is a table", at: first?.span,
      because: "`where` keeps the rows of a table that fulfil a condition",
      .call(renamed("where")))
  }
}

extension Expression {
  fileprivate var isText: Bool { if case .text = kind { true } else { false } }

  fileprivate var isCondition: Bool {
    switch kind {
    case .comparison, .approximately, .isMissing, .not: true
    case .chain(_, let links): links.contains { $0.operator == .and || $0.operator == .or }
    default: false
    }
  }

  /// Whether a column occurs in it.
  var hasColumn: Bool {
    var rest = [self]
    while let next = rest.popLast() {
      if case .column = next.kind { return true }
      rest += next.kind.children
    }
    return false
  }
}
