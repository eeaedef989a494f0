internal import Columns
internal import Planning
internal import StandardLibrary
internal import Synchronization
internal import Units
internal import Values

/// What functions may ask of the session that runs them.
final class SessionContext: CallContext {
  let seed: UInt64
  let today: CalendarDate?
  let isStrict: Bool
  let interruption: Interruption
  let engine: EngineAccess
  private let ownRoles: [RoleFile.Line]
  let markdown: (@Sendable (LocalTable, String) throws(ValueError) -> [UInt8])?
  private let deliver: @Sendable (SessionMessage) -> Void
  private let state: Mutex<State>

  private struct State {
    var dollar: NamedUnit
    /// Notes already said: a fact is told once in a session.
    var said: Set<Note> = []
    var opened: [Table] = []
    var roleHeaders: RoleHeaders?
    var view: TableView
  }

  /// The tables that were loaded, in their order.
  var opened: [Table] { state.withLock { $0.opened } }

  init(
    options: SessionOptions, ownRoles: [RoleFile.Line], interruption: Interruption,
    dollar: NamedUnit,
    deliver: @escaping @Sendable (SessionMessage) -> Void
  ) {
    seed = options.seed
    today = options.today
    isStrict = options.isStrict
    self.ownRoles = ownRoles
    markdown = options.markdown
    self.interruption = interruption
    self.deliver = deliver
    state = Mutex(State(dollar: dollar, view: options.view))
    engine = EngineAccess(
      threads: options.threads, interruption: interruption,
      tell: { deliver(.note($0)) })
  }

  private var view: TableView { state.withLock { $0.view } }

  func setView(_ view: TableView) { state.withLock { $0.view = view } }

  var dollar: NamedUnit { state.withLock { $0.dollar } }

  func setDollar(_ unit: NamedUnit) { state.withLock { $0.dollar = unit } }

  func checkInterruption() throws(ValueError) {
    try StopRequest.check()
  }

  func note(_ note: Note) {
    let isNew = state.withLock { $0.said.insert(note).inserted }
    if isNew { deliver(.note(note)) }
  }

  func reduce(_ relation: Relation) throws(ValueError) -> ColumnTable {
    try checkInterruption()
    if relation.runsInEngine { return try engine.run(relation) }
    let names = relation.columnNames
    let type = TableType(names.map { ColumnSchema($0, .number) })
    return try ColumnValues.columns(try runLocally(relation, as: type), names: names)
  }

  /// Runs a relation in memory: it has a table in memory among its sources, or an operation that the engine lacks.
  private func runLocally(
    _ relation: Relation, as type: TableType
  ) throws(ValueError) -> LocalTable {
    let local = try relation.fetchingFiles { part throws(ValueError) in
      let columns = try engine.run(.limit(part, LocalTable.maximumRows + 1))
      guard columns.rowCount <= LocalTable.maximumRows else {
        throw ValueError(
          .tooLarge, "a table in memory holds at most 1,000,000 rows, and this part has more",
          because:
            "rows of a file are brought there for a table of results that they are joined to, "
            + "or for a function that the engine does not have, such as `split`; "
            + "`where` or `summarize` before it makes fewer of them")
      }
      let type = ColumnValues.inferredType(columns, periods: part.periodGrains)
      return try ColumnValues.local(columns, as: type)
    }
    let result = try LocalExecution.run(local, as: type)
    if result.zeroDenominators > 0 {
      let count = result.zeroDenominators
      note(
        Note(
          .warning, "\(count) value\(count == 1 ? " is" : "s are") missing: the denominator is zero"
        ))
    }
    noteTooLarge(result.outOfRange)
    return result.table
  }

  private func noteTooLarge(_ count: Int) {
    guard count > 0 else { return }
    note(
      Note(
        .warning,
        "\(count) value\(count == 1 ? " is" : "s are") missing: the result is too large or no number"
      ))
  }

  func fetch(_ table: Table, limit: Int?) throws(ValueError) -> LocalTable {
    try checkInterruption()
    if let local = table.plan as? LocalTable {
      guard let limit, limit < local.rowCount else { return local }
      return local.rows(0..<limit)
    }
    guard var relation = table.plan as? Relation else {
      throw ValueError(.unsupported, "this table cannot be read")
    }
    if let limit { relation = .limit(relation, limit) }
    if !relation.runsInEngine {
      return try ColumnValues.retyped(try runLocally(relation, as: table.type), as: table.type)
    }
    return try local(try engine.run(relation), as: table.type)
  }

  /// What the engine gave as values, with a word on results that are no numbers.
  func local(_ columns: ColumnTable, as type: TableType) throws(ValueError) -> LocalTable {
    noteTooLarge(try Self.infiniteCells(of: columns))
    return try ColumnValues.local(columns, as: type)
  }

  private static func infiniteCells(of table: ColumnTable) throws(ValueError) -> Int {
    var count = 0
    for column in table.columns {
      for row in 0..<column.count {
        try StopRequest.check(turn: row)
        if column.isValid(row), !(column.double(at: row) ?? 0).isFinite { count += 1 }
      }
    }
    return count
  }

  /// How many rows a table has.
  func rowCount(_ table: Table) throws(ValueError) -> Int {
    if let local = table.plan as? LocalTable { return local.rowCount }
    guard let relation = table.plan as? Relation else { return 0 }
    let counted = try reduce(
      .aggregate(
        relation.withSameRows, keys: [],
        measures: [NamedScalar("rows", .aggregate(.rowCount, [.constant(.number(1))]))]))
    return Int(exactly: counted.columns.first?.double(at: 0) ?? 0) ?? 0
  }

  /// One column of a table as a list.
  func column(_ name: String, of table: Table) throws(ValueError) -> Value {
    guard let schema = table.type[name] else { return .missing }
    if let local = table.plan as? LocalTable, let index = table.type.index(of: name),
      local.columns.indices.contains(index)
    {
      return .list(List(of: schema.type, local.columns[index]))
    }
    guard let relation = table.plan as? Relation else { return .missing }
    try noteLosses(of: relation)
    let only = Table(
      type: TableType([schema]),
      plan: Relation.project(relation, [NamedScalar(name, .column(name))]))
    guard let plan = only.plan as? Relation, plan.runsInEngine else {
      let rows = try fetch(only, limit: nil)
      return .list(List(of: schema.type, rows.columns.first ?? []))
    }
    let found = try engine.run(.limit(plan, Ranges.maximumLength + 1))
    guard found.rowCount <= Ranges.maximumLength else {
      throw ValueError(
        .tooLarge, "a list holds at most 10,000,000 elements, and this column has more",
        because: "`\(name)` is used as a list; `summarize` reads a column of any length")
    }
    if let column = found.columns.first,
      let list = try ColumnValues.numbers(column, as: schema.type)
    {
      return .list(list)
    }
    return .list(List(of: schema.type, try local(found, as: only.type).columns.first ?? []))
  }

  /// The known headers with the user's own, read when the first table asks for them.
  private var roleHeaders: RoleHeaders {
    state.withLock { state in
      if let known = state.roleHeaders { return known }
      let headers = RoleHeaders(own: ownRoles)
      state.roleHeaders = headers
      return headers
    }
  }

  /// A request with what the session knows of headers.
  func completing(_ request: LoadRequest) -> LoadRequest {
    var request = request
    if !ownRoles.isEmpty { request.headers = roleHeaders }
    request.path = FileSystem.expanded(request.path)
    return request
  }

  func open(_ request: LoadRequest) throws(ValueError) -> Table {
    let loaded = try FileLoading(engine: engine).load(completing(request))
    note(Note(.note, loaded.summary))
    for text in loaded.notes { note(Note(.note, text)) }
    for warning in loaded.warnings { note(Note(.warning, warning)) }
    state.withLock { $0.opened.append(loaded.table) }
    return loaded.table
  }

  func show(_ value: Value, title: String?, rows: Int?, mode: String?) throws(ValueError) {
    guard case .table(let table) = value else {
      deliver(
        .shown(ShownValue(value: value, title: title, mode: mode, dollar: dollar.name)))
      try StopRequest.check()
      return
    }
    try noteLosses(of: table)
    var view = view
    view.format = mode ?? view.format
    view.mostRows = rows ?? view.mostRows
    let (shown, hidden) = try fetched(table, for: view)
    deliver(
      .shown(
        ShownValue(
          value: .table(shown), title: title, mode: mode, rows: rows, hidden: hidden,
          dollar: dollar.name)))
    // What draws it leaves off when the person wants it.
    try StopRequest.check()
  }
}
