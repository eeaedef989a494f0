internal import Columns
internal import Diagnostics
internal import Planning
internal import Units
internal import Values

/// Gives a file's columns their units and roles.
struct LoadedColumns {
  private var scan: FileScan
  private let engineTypes: [Columns.ColumnType]
  private let savedTypes: [Type?]
  private let request: LoadRequest
  private let engine: EngineAccess
  private var schemas: [ColumnSchema] = []
  /// What each column is computed as, where it is not read as it stands.
  private var expressions: [ScalarExpression] = []
  private var warnings: [String] = []
  private var picks: [String] = []

  init(file: FileColumns, request: LoadRequest, engine: EngineAccess) {
    scan = file.scan
    engineTypes = file.types
    savedTypes = file.savedTypes
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
    try applyUnits()
    try applyMoney()
    if request.bad == "missing" { try makeBadCellsMissing() }
    let isPlain = expressions.enumerated().allSatisfy { index, expression in
      if case .column(let name) = expression { name == scan.columns[index].name } else { false }
    }
    let source = Relation.scan(scan)
    let relation =
      isPlain
      ? source
      : .project(source, zip(schemas, expressions).map { NamedScalar($0.name, $1) })
    let type = TableType(schemas, role: request.role)
    return FileLoading.Loaded(
      table: Table(type: type, plan: relation), summary: summary, warnings: warnings)
  }

  private static func type(of type: Columns.ColumnType) -> Type {
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
      return "\(scan.path): \(schemas.count) column\(schemas.count == 1 ? "" : "s")"
    }
    let taken = schemas.compactMap { column in
      column.role.map { $0 == column.name ? $0 : "\($0) is `\(column.name)`" }
    }
    let others = schemas.filter { $0.role == nil }.map(\.name)
    var parts = [taken.isEmpty ? "no column has a role" : taken.joined(separator: ", ")] + picks
    if !others.isEmpty {
      parts.append("no role: \(NameList.text(others))")
    }
    return "\(scan.path) as \(role): \(parts.joined(separator: "; "))"
  }

  private mutating func pickRoles() throws(ValueError) {
    guard let name = request.role else { return }
    guard let table = TableRole.named(name) else {
      throw ValueError(
        .invalidArgument, "there is no kind of table `\(name)`",
        because: "it is one of \(TableRole.all.map(\.name).joined(separator: ", "))",
        argument: "as")
    }
    let headers = schemas.map { RoleResolution.normalized($0.name) }
    for role in table.roles {
      var choice = headers.firstIndex(of: role.name)
      for header in role.headers where choice == nil {
        choice = headers.indices.first { headers[$0] == header && schemas[$0].role == nil }
      }
      guard let choice else { continue }
      schemas[choice].role = role.name
      if case .identifier = role.kind, schemas[choice].type != .text {
        // Leading zeros and digits beyond a double's are part of an identifier.
        scan.columns[choice].engineType = "VARCHAR"
        schemas[choice].type = .text
      }
      if role.kind == .date, schemas[choice].type == .text { try readAsDates(choice) }
    }
  }

  /// A column of days that the engine took for text, since its first cells are empty, is read as
  /// days when every cell that is present is one.
  private mutating func readAsDates(_ index: Int) throws(ValueError) {
    guard scan.format == .csv else { return }
    let cast = BadCells.cast(to: "DATE", dateFormat: nil)
    let count = NamedScalar(
      "bad", .aggregate(BadCells.count(cast), [.column(scan.columns[index].name)]))
    let found = try engine.run(.aggregate(.scan(scan), keys: [], measures: [count]))
    guard found.columns.first?.double(at: 0) == 0 else { return }
    scan.columns[index].engineType = "DATE"
    schemas[index].type = .date
  }

  private mutating func readAsNumbers(_ index: Int) {
    scan.columns[index].engineType = "DOUBLE"
    schemas[index].type = .number
  }

  private mutating func applyUnits() throws(ValueError) {
    for (name, measure) in request.units {
      guard let index = schemas.firstIndex(where: { $0.name == name || $0.role == name }) else {
        throw ValueError(
          .invalidArgument, "`units:` names the column `\(name)`, which the file does not have",
          because: "its columns are \(schemas.map(\.name).prefix(12).joined(separator: ", "))",
          fixes: Suggestion.nearest(to: name, among: schemas.map(\.name)).prefix(1).map {
            .init("units: {\($0): \(measure.description)}")
          }, argument: "units")
      }
      if schemas[index].type == .text,
        try ColumnNumbers(column: scan.columns[index].name, scan: scan, engine: engine).arePlain()
      {
        readAsNumbers(index)
      }
      guard schemas[index].type == .number else {
        throw ValueError(
          .invalidArgument,
          "`\(name)` is \(schemas[index].type.description) in the file, and only a number has a unit",
          argument: "units")
      }
      schemas[index].type = .measure(measure)
      if measure.isShare || measure.isPeriodic {
        // `units: {churn: %/month}` says that 4 means 4%.
        expressions[index] = .call(
          Arithmetic.rescale(factor: 0.01, measure: measure), [expressions[index]])
      }
    }
  }

  /// Money without a unit takes the file's own currency column, else the script's currency, and says so.
  private mutating func applyMoney() throws(ValueError) {
    guard let name = request.role, let table = TableRole.named(name) else { return }
    var assumed: [Int] = []
    for role in table.roles where role.kind == .money {
      guard let index = schemas.firstIndex(where: { $0.role == role.name }) else { continue }
      var currency: NamedUnit?
      if schemas[index].type == .text {
        let column = scan.columns[index].name
        do throws(ValueError) {
          currency = try MoneyText(column: column, scan: scan, engine: engine)
            .currency(role: role.name)
          expressions[index] = .call(MoneyText.magnitude, [expressions[index]])
          schemas[index].type = .number
        } catch {
          guard try ColumnNumbers(column: column, scan: scan, engine: engine).arePlain() else {
            throw error
          }
          readAsNumbers(index)
        }
      }
      guard schemas[index].type == .number else { continue }
      if currency == nil { currency = try statedCurrency() }
      let stated = currency
      if stated == nil {
        guard !request.isStrict else {
          throw ValueError(
            .data, "`\(schemas[index].name)` is money without a currency",
            because: "with --strict each amount has its currency",
            fixes: [
              .init(
                "units: {\(schemas[index].name): \(request.dollar.name)\(role.name == "mrr" ? "/month" : "")}"
              )
            ], argument: "units")
        }
        assumed.append(index)
      }
      var unit = Unit(stated ?? request.dollar)
      if role.name == "mrr", let month = UnitCatalogue().named("month") {
        unit = unit.divided(by: Unit(month)).unit
      }
      schemas[index].type = .measure(.unit(unit))
    }
    for index in assumed {
      picks.append("\(schemas[index].name) taken as \(schemas[index].type.description)")
    }
  }

  /// The one currency of a `currency` column, when there is such a column.
  private func statedCurrency() throws(ValueError) -> NamedUnit? {
    guard
      let index = schemas.firstIndex(where: {
        ["currency", "currency_code"].contains(RoleResolution.normalized($0.name))
          && $0.type == .text
      })
    else { return nil }
    let column = scan.columns[index].name
    let codes = try MoneyText.distinct(.column(column), of: scan, engine: engine)
    return try MoneyText.single(codes, column: column, path: scan.path)
  }

  private mutating func makeBadCellsMissing() throws(ValueError) {
    guard scan.format == .csv else { return }
    var counts: [NamedScalar] = []
    for index in scan.columns.indices where scan.columns[index].engineType != "VARCHAR" {
      let name = scan.columns[index].name
      let cast = BadCells.cast(to: scan.columns[index].engineType, dateFormat: scan.dateFormat)
      expressions[index] = expressions[index].replacing(
        column: name, with: .call(cast, [.column(name)]))
      counts.append(
        NamedScalar(name, .aggregate(BadCells.count(cast), [.column(name)])))
      scan.columns[index].engineType = "VARCHAR"
    }
    guard !counts.isEmpty else { return }
    let found = try engine.run(.aggregate(.scan(scan), keys: [], measures: counts))
    for (name, column) in zip(found.names.indices, found.columns) {
      guard let count = column.double(at: 0), count > 0 else { continue }
      warnings.append(
        "\(scan.path): \(NumberText().text(Quantity(count))) \(count == 1 ? "cell" : "cells") of `\(counts[name].name)` did not fit and \(count == 1 ? "is" : "are") missing"
      )
    }
  }
}
