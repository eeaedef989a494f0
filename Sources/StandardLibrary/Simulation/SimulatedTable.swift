internal import Columns
internal import Planning
internal import Units
internal import Values

/// A column of a simulated table: its name, what it holds, and the cell of a row.
struct SimulatedColumn<Row: Sendable>: Sendable {
  let name: String
  let type: @Sendable (SimulationUnits) -> Type
  let engineType: ColumnType
  let make: @Sendable ([Row]) -> Column
  /// In a sentence, for the dictionary of the handbook.
  let meaning: String

  static func text(
    _ name: String, _ meaning: String, _ cell: @escaping @Sendable (Row) -> String?
  ) -> Self {
    Self(
      name: name, type: { _ in .text }, engineType: .text,
      make: { rows in Column(texts: rows.map(cell)) }, meaning: meaning)
  }

  static func bool(
    _ name: String, _ meaning: String, _ cell: @escaping @Sendable (Row) -> Bool?
  ) -> Self {
    Self(
      name: name, type: { _ in .bool }, engineType: .boolean,
      make: { rows in Column(booleans: rows.map(cell)) }, meaning: meaning)
  }

  /// A day, as days since 1970-01-01.
  static func date(
    _ name: String, _ meaning: String, _ cell: @escaping @Sendable (Row) -> Int?
  ) -> Self {
    Self(
      name: name, type: { _ in .date }, engineType: .date,
      make: { rows in Column(days: rows.map { cell($0).flatMap { Int32(exactly: $0) } }) },
      meaning: meaning)
  }

  /// A moment, as seconds since 1970-01-01.
  static func instant(
    _ name: String, _ meaning: String, _ cell: @escaping @Sendable (Row) -> Int?
  ) -> Self {
    Self(
      name: name, type: { _ in .instant }, engineType: .instant,
      make: { rows in Column(microseconds: rows.map { cell($0).map { Int64($0) * 1_000_000 } }) },
      meaning: meaning)
  }

  static func count(
    _ name: String, _ meaning: String, _ cell: @escaping @Sendable (Row) -> Int?
  ) -> Self {
    Self(
      name: name, type: { _ in .number }, engineType: .integer,
      make: { rows in Column(integers: rows.map { cell($0).map { Int64($0) } }) },
      meaning: meaning)
  }

  static func number(
    _ name: String, _ meaning: String, in type: @escaping @Sendable (SimulationUnits) -> Type,
    _ cell: @escaping @Sendable (Row) -> Double?
  ) -> Self {
    Self(
      name: name, type: type, engineType: .double,
      make: { rows in Column(doubles: rows.map(cell)) }, meaning: meaning)
  }
}

/// The units of the simulated tables, in the script's currency.
struct SimulationUnits: Sendable {
  private let units = UnitCatalogue()
  let currency: NamedUnit

  init(_ currency: NamedUnit) { self.currency = currency }

  var number: Type { .number }
  var share: Type { .share }
  var money: Type { .unit(Unit(currency)) }
  var moneyPerMonth: Type { per(Unit(currency), "month") }
  var moneyPerDay: Type { per(Unit(currency), "day") }
  var moneyPerCustomer: Type { per(Unit(currency), "customer") }
  var customers: Type { .unit(named("customer")) }
  var customersPerDay: Type { per(named("customer"), "day") }
  var customersPerMoney: Type { .unit(named("customer").divided(by: Unit(currency)).unit) }
  var days: Type { .unit(named("day")) }
  var months: Type { .unit(named("month")) }
  var churn: Type { units.named("month").map { .measure(.periodic($0, .loss)) } ?? .number }

  private func per(_ unit: Unit, _ name: String) -> Type {
    .unit(unit.divided(by: named(name)).unit)
  }

  private func named(_ name: String) -> Unit { units.named(name).map { Unit($0) } ?? .one }
}

/// What the tables of one simulation share and what `truth` needs to know of them.
protocol SimulatedRows: RowSource {
  var simulation: Simulation { get }
}

/// A table whose rows are made on demand from the rows' numbers.
final class SimulatedTable<Row: Sendable>: SimulatedRows {
  let simulation: Simulation
  let key: String
  let columns: [ColumnDescription]
  private let declared: [SimulatedColumn<Row>]
  private let count: Lazy<Int>
  private let rows: @Sendable (Range<Int>) -> [Row]

  init(
    _ name: String, _ columns: [SimulatedColumn<Row>], of simulation: Simulation,
    count: @escaping @Sendable () -> Int, rows: @escaping @Sendable (Range<Int>) -> [Row]
  ) {
    self.simulation = simulation
    key = "\(simulation.key) \(name)"
    declared = columns
    self.columns = columns.map { ColumnDescription(name: $0.name, type: $0.engineType) }
    self.count = Lazy(count)
    self.rows = rows
  }

  var rowCount: Int { count.value }

  func make(_ range: Range<Int>, columns wanted: [Int]) -> [Column] {
    // Without a wanted column only the number of rows counts.
    let made = wanted.isEmpty ? [] : rows(range.clamped(to: 0..<rowCount))
    return wanted.map { declared[$0].make(made) }
  }
}

extension SimulatedTable {
  /// As a table of the language; a column's role is its name where the table is of a known kind.
  func table(role: String?, units: SimulationUnits) -> Table {
    Table(
      type: Self.type(declared, role: role, units: units), plan: Relation.generated(self))
  }

  static func type(
    _ columns: [SimulatedColumn<Row>], role: String?, units: SimulationUnits
  ) -> TableType {
    let roles = role.flatMap(TableRole.named)
    return TableType(
      columns.map { column in
        ColumnSchema(column.name, column.type(units), role: roles?[column.name]?.name)
      }, role: roles?.name)
  }
}
