internal import Columns
internal import Diagnostics
internal import Planning
internal import Units
internal import Values

/// Gives a file's columns their types, units and roles.
struct LoadedColumns {
  var scan: FileScan
  private let engineTypes: [Columns.ColumnType]
  /// The types that the program itself wrote into a file.
  let savedTypes: [Type?]
  let hasLabelledRows: Bool
  var request: LoadRequest
  let engine: EngineAccess
  var schemas: [ColumnSchema] = []
  /// What each column is computed as, where it is not read as it stands.
  var expressions: [ScalarExpression] = []
  /// How the columns of text are read that are more than text.
  var readings: [Int: ColumnReading] = [:]
  /// Columns of moments of which some say their zone and some do not.
  var mixedZones: [Int] = []
  var warnings: [String] = []
  /// What was read in another way than it stands or assumed, for the reader.
  var picks: [String] = []
  /// True when the headers alone say what the rows are.
  var isRecognised = false

  init(file: FileColumns, request: LoadRequest, engine: EngineAccess) {
    scan = file.scan
    engineTypes = file.types
    savedTypes = file.savedTypes
    hasLabelledRows = !file.labelled.isEmpty
    self.request = request
    self.engine = engine
  }

  mutating func finish() throws(ValueError) -> FileLoading.Loaded {
    for (index, (column, type)) in zip(scan.columns, engineTypes).enumerated() {
      let saved = savedTypes.indices.contains(index) ? savedTypes[index] : nil
      schemas.append(ColumnSchema(column.name, saved ?? Self.type(of: type)))
      expressions.append(.column(column.name))
    }
    try pickRoles()
    try requireColumnsOfUnits()
    try readCells()
    try applyUnits()
    try applyMoney()
    for index in scan.columns.indices where FiniteNumber.mayHold(scan.columns[index].engineType) {
      let name = scan.columns[index].name
      expressions[index] = expressions[index].replacing(
        column: name, with: .call(FiniteNumber.operation, [.column(name)]))
    }
    if request.bad == "missing" { try makeBadCellsMissing() }
    sayReadings()
    let isPlain = expressions.enumerated().allSatisfy { index, expression in
      if case .column(let name) = expression { name == scan.columns[index].name } else { false }
    }
    let source = trimmedSource
    let relation =
      isPlain
      ? source
      : .project(source, zip(schemas, expressions).map { NamedScalar($0.name, $1) })
    var type = TableType(schemas, role: request.role)
    type.isRoleRecognised = isRecognised
    return FileLoading.Loaded(
      table: Table(type: type, plan: relation), summary: summary, warnings: warnings)
  }

  static func type(of type: Columns.ColumnType) -> Type {
    switch type {
    case .boolean: .bool
    case .integer, .double, .decimal: .number
    case .text, .other: .text
    case .date: .date
    case .instant: .instant
    }
  }

  /// One line that says which column was taken for which role, what was assumed, and what has none.
  private var summary: String {
    guard let role = request.role else {
      let count = "\(scan.path): \(schemas.count) column\(schemas.count == 1 ? "" : "s")"
      return ([count] + picks).joined(separator: "; ")
    }
    let taken = schemas.compactMap { column in
      column.role.map { $0 == column.name ? $0 : "\($0) is `\(column.name)`" }
    }
    let others = schemas.filter { $0.role == nil }.map(\.name)
    var parts = [taken.isEmpty ? "no column has a role" : taken.joined(separator: ", ")] + picks
    if !others.isEmpty {
      parts.append("no role: \(NameList.text(others))")
    }
    let how = isRecognised ? " (recognised by its headers)" : ""
    return "\(scan.path) as \(role)\(how): \(parts.joined(separator: "; "))"
  }

  mutating func readAsText(_ index: Int) {
    scan.columns[index].engineType = "VARCHAR"
    schemas[index].type = .text
  }

  /// The role of a column, as the kind of table has it.
  func role(_ index: Int) -> Role? {
    request.role.flatMap { TableRole.named($0) }
      .flatMap { table in schemas[index].role.flatMap { table[$0] } }
  }

  /// The unit that `units:` gives a column, by its name or its role.
  func statedMeasure(_ index: Int) -> Measure? {
    request.units.first { $0.name == schemas[index].name || $0.name == schemas[index].role }?
      .measure
  }

  private func requireColumnsOfUnits() throws(ValueError) {
    for (name, measure) in request.units
    where !schemas.contains(where: { $0.name == name || $0.role == name }) {
      throw ValueError(
        .invalidArgument, "`units:` names the column `\(name)`, which the file does not have",
        because: "its columns are \(schemas.map(\.name).prefix(12).joined(separator: ", "))",
        fixes: Suggestion.nearest(to: name, among: schemas.map(\.name)).prefix(1).map {
          .init("units: {\($0): \(measure.description)}")
        }, argument: "units")
    }
  }

  private mutating func applyUnits() throws(ValueError) {
    for index in schemas.indices {
      guard let measure = statedMeasure(index) else { continue }
      let reading = readings[index]
      guard schemas[index].type == .number || reading?.result == .share else {
        throw ValueError(
          .invalidArgument,
          """
          `\(schemas[index].name)` is \(schemas[index].type.description) in the file, and only a \
          number has a unit
          """, argument: "units")
      }
      schemas[index].type = .measure(measure)
      if measure.isShare || measure.isPeriodic, reading?.result != .share {
        // `units: {churn: %/month}` says that 4 means 4%.
        expressions[index] = .call(
          Arithmetic.rescale(factor: 0.01, measure: measure), [expressions[index]])
      }
    }
  }
}
