internal import Columns
internal import Planning
internal import Units
internal import Values

/// Columns of the engine as values of the language, and back.
enum ColumnValues {
  /// The cells of a column as values of a type: a magnitude takes the type's measure, the first day
  /// of a period its grain.
  static func values(_ column: Column, as type: Type) throws(ValueError) -> [Value] {
    try (0..<column.count).stoppableMap { row throws(ValueError) in
      column.isValid(row) ? value(column, row, type) : .missing
    }
  }

  /// The cells of a column as a list of plain numbers; nil where one is missing or no finite number.
  static func numbers(_ column: Column, as type: Type) throws(ValueError) -> List? {
    guard case .measure(let measure) = type else { return nil }
    var numbers: [Double] = []
    numbers.reserveCapacity(column.count)
    for row in 0..<column.count {
      try StopRequest.check(turn: row)
      guard column.isValid(row), let number = column.double(at: row), number.isFinite else {
        return nil
      }
      numbers.append(number)
    }
    return List(numbers, measure)
  }

  private static func value(_ column: Column, _ row: Int, _ type: Type) -> Value {
    switch column.type {
    case .boolean: column.bool(at: row).map { .bool($0) } ?? .missing
    case .integer, .double, .decimal:
      column.double(at: row).flatMap { number in
        number.isFinite ? .quantity(Quantity(number, type.measure ?? .number)) : nil
      } ?? .missing
    case .text: column.text(at: row).map { .text($0) } ?? .missing
    case .date:
      column.day(at: row).flatMap { moment(CalendarDate(dayNumber: $0), type) } ?? .missing
    case .instant:
      column.microseconds(at: row).map { microseconds in
        let instant = Instant(microseconds: Int(microseconds))
        if case .instant = type { return .instant(instant) }
        // The engine answers some dates as moments at midnight.
        return moment(instant.date, type) ?? .instant(instant)
      } ?? .missing
    case .other: .missing
    }
  }

  private static func moment(_ date: CalendarDate?, _ type: Type) -> Value? {
    guard let date else { return nil }
    if case .period(let grain?) = type {
      return Period(grain, containing: date).map { .period($0) }
    }
    return .date(date)
  }

  /// A result of the engine as a table in memory.
  static func local(
    _ columns: ColumnTable, as type: TableType
  ) throws(ValueError) -> LocalTable {
    var cells: [[Value]] = []
    for (column, schema) in zip(columns.columns, type.columns) {
      cells.append(try values(column, as: schema.type))
    }
    return LocalTable(type: type, columns: cells, rowCount: columns.rowCount)
  }

  /// A type for columns of which only the engine's types are known.
  static func inferredType(
    _ columns: ColumnTable, periods: [String: PeriodGrain] = [:]
  ) -> TableType {
    TableType(
      zip(columns.names, columns.columns).map { name, column in
        let type: Type
        switch column.type {
        case .boolean: type = .bool
        case .integer, .double, .decimal: type = .number
        case .text, .other: type = .text
        case .date: type = periods[name].map { .period($0) } ?? .date
        case .instant: type = .instant
        }
        return ColumnSchema(name, type)
      })
  }

  /// A table in memory as columns, for functions that reduce.
  static func columns(_ table: LocalTable, names: [String]) throws(ValueError) -> ColumnTable {
    // One column is made in a moment, and there may be thousands.
    let columns = try table.columns.stoppableMap { cells throws(ValueError) -> Column in
      try StopRequest.check()
      let first = cells.first { !$0.isMissing }
      switch first {
      case .bool:
        return Column(booleans: cells.map { if case .bool(let value) = $0 { value } else { nil } })
      case .text:
        return Column(texts: cells.map { if case .text(let value) = $0 { value } else { nil } })
      case .date, .period:
        return Column(
          days: cells.map { cell in
            switch cell {
            case .date(let date): Int32(exactly: date.dayNumber)
            case .period(let period): Int32(exactly: period.first.dayNumber)
            default: nil
            }
          })
      case .instant:
        return Column(
          microseconds: cells.map {
            if case .instant(let instant) = $0 { Int64(instant.microseconds) } else { nil }
          })
      default: return Column(doubles: cells.map(\.magnitude))
      }
    }
    return ColumnTable(names: names, columns: columns, rowCount: table.rowCount)
  }

  /// The same cells read as another type: the measures and grains of the final table.
  static func retyped(_ table: LocalTable, as type: TableType) throws(ValueError) -> LocalTable {
    var result = table
    result.type = type
    for (index, column) in zip(result.columns.indices, type.columns) {
      result.columns[index] = try result.columns[index].stoppableMap { cell throws(ValueError) in
        switch (cell, column.type) {
        case (.quantity(let quantity), .measure(let measure)) where quantity.measure != measure:
          .quantity(Quantity(quantity.magnitude, measure))
        case (.date(let date), .period(let grain?)):
          Period(grain, containing: date).map { .period($0) } ?? cell
        default: cell
        }
      }
    }
    return result
  }
}
