import Columns
import Planning
import StandardLibrary
import Values

/// A simulated market, whose tables and truth are read as columns.
struct SimulatedMarket {
  private let tables: Record
  private let truths: Record

  /// A market of these parameters, by their names; a text is the name of a market.
  init(_ market: Value, seed: Int = 1) throws {
    let call = Call(
      arguments: ["market": .value(market), "seed": .value(.number(Double(seed)))],
      resultType: .unknown, context: MemoryContext())
    tables = try Self.record(Function.simulate, call)
    let told = Call(
      arguments: ["sim": .value(.record(tables))], resultType: .unknown, context: MemoryContext())
    truths = try Self.record(Function.truth, told)
  }

  init(_ parameters: [(name: String, value: Value)], seed: Int = 1) throws {
    try self.init(.record(Record(parameters)), seed: seed)
  }

  private static func record(_ function: Function, _ call: Call) throws -> Record {
    guard let body = function.overloads.first?.body, case .record(let record) = try body(call)
    else { throw ValueError(.invalidArgument, "\(function.name) gave no record") }
    return record
  }

  var names: [String] { tables.fields.map(\.name) }
  var truthNames: [String] { truths.fields.map(\.name) }

  /// The source of a table's rows, and the type that the table was promised to have.
  func source(_ name: String) throws -> (rows: any RowSource, type: TableType) {
    try Self.source(name, in: tables)
  }

  func truthSource(_ name: String) throws -> (rows: any RowSource, type: TableType) {
    try Self.source(name, in: truths)
  }

  /// All rows of a table.
  func rows(_ name: String) throws -> SimulatedRows {
    SimulatedRows(try source(name).rows)
  }

  func truth(_ name: String) throws -> SimulatedRows {
    SimulatedRows(try truthSource(name).rows)
  }

  private static func source(
    _ name: String, in record: Record
  ) throws -> (rows: any RowSource, type: TableType) {
    guard case .table(let table)? = record[name],
      case .generated(let rows)? = table.plan as? Relation
    else { throw ValueError(.invalidArgument, "there is no table \(name)") }
    return (rows, table.type)
  }
}

/// The columns of a simulated table, each read once.
final class SimulatedRows {
  let table: ColumnTable
  private var texts: [String: [String]] = [:]
  private var numbers: [String: [Double]] = [:]
  private var days: [String: [Int?]] = [:]

  var count: Int { table.rowCount }

  init(_ source: any RowSource) {
    table = ColumnTable(
      names: source.columns.map(\.name),
      columns: source.make(0..<source.rowCount, columns: Array(source.columns.indices)),
      rowCount: source.rowCount)
  }

  func texts(_ name: String) -> [String] {
    if let known = texts[name] { return known }
    let column = table[name]
    let read = (0..<count).map { column?.text(at: $0) ?? "" }
    texts[name] = read
    return read
  }

  func numbers(_ name: String) -> [Double] {
    if let known = numbers[name] { return known }
    let column = table[name]
    let read = (0..<count).map { column?.double(at: $0) ?? .nan }
    numbers[name] = read
    return read
  }

  /// Days since 1970, nil where missing.
  func days(_ name: String) -> [Int?] {
    if let known = days[name] { return known }
    let column = table[name]
    let read = (0..<count).map { column?.day(at: $0) }
    days[name] = read
    return read
  }

  func seconds(_ name: String) -> [Int] {
    let column = table[name]
    return (0..<count).map { Int((column?.microseconds(at: $0) ?? 0) / 1_000_000) }
  }
}

/// How far what was counted lies from what was expected, in standard errors.
enum Deviation {
  static func ofCount(_ count: Int, expected: Double) -> Double {
    (Double(count) - expected) / max(expected, 1e-9).squareRoot()
  }

  static func ofShare(_ count: Int, of total: Int, expected: Double) -> Double {
    let variance = Double(total) * expected * (1 - expected)
    return (Double(count) - Double(total) * expected) / max(variance, 1e-9).squareRoot()
  }

  /// Of a mean of numbers with this standard deviation.
  static func ofMean(_ values: [Double], expected: Double, deviation: Double) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return (mean - expected) / (deviation / Double(values.count).squareRoot())
  }
}
