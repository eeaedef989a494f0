import Columns

/// Collects the cells of one column, run by run.
///
/// Of the arrays only the one that fits the column's type is filled; a missing cell has a place in
/// it too.
struct ColumnBuilder {
  private let name: String
  private let cell: CellType
  private var validity = Validity()
  private var booleans: [Bool] = []
  private var integers: [Int64] = []
  private var doubles: [Double] = []
  private var days: [Int32] = []
  private var texts = TextBuffer()
  /// Whether a whole number beyond 64 bits was met, so that all of them are kept as doubles.
  private var isTooWide = false
  /// Whether a date or a moment without an end was met.
  private var isEndless = false

  init(name: String, cell: CellType) {
    self.name = name
    self.cell = cell
  }

  /// Adds a run of cells.
  ///
  /// Throws if a date in it is infinite.
  mutating func append(_ vector: CellVector) throws(EngineError) {
    switch cell.layout {
    case .boolean: appendBooleans(vector)
    case .float: appendDoubles(vector, as: Float.self)
    case .double: appendDoubles(vector, as: Double.self)
    case .text: appendTexts(vector)
    case .date: appendDays(vector)
    case .moment(let perSecond): appendMoments(vector, perSecond: perSecond)
    case .integer(let width): appendIntegers(vector, width)
    case .decimal(let width, let scale): appendDecimals(vector, width, scale: scale)
    case .enumeration(let width, let values): appendEnumeration(vector, width, values)
    case .nothing: appendNothing(vector)
    }
    if isEndless {
      throw EngineError(kind: .conversion, message: "column \(name) holds an infinite date")
    }
  }

  /// The column of all cells so far.
  func column() -> Column {
    switch cell.type {
    case .boolean: column(.boolean, .booleans(booleans))
    case .integer where isTooWide: column(.double, .doubles(doubles))
    case .integer: column(.integer, .integers(integers))
    case .double, .decimal: column(cell.type, .doubles(doubles))
    case .date: column(.date, .days(days))
    case .instant: column(.instant, .microseconds(integers))
    case .text, .other: column(.text, .texts(texts))
    }
  }

  private func column(_ type: ColumnType, _ storage: Column.Storage) -> Column {
    Column(type: type, storage: storage, validity: validity)
  }
}

// MARK: - Reading cells

extension ColumnBuilder {
  private mutating func appendBooleans(_ vector: CellVector) {
    vector.forEach(as: UInt8.self) { cell in
      booleans.append((cell ?? 0) != 0)
      validity.append(cell != nil)
    }
  }

  /// Floating-point cells; one that is not a number counts as missing.
  private mutating func appendDoubles<Cell: BinaryFloatingPoint & BitwiseCopyable>(
    _ vector: CellVector, as _: Cell.Type,
  ) {
    vector.forEach(as: Cell.self) { cell in
      let value = cell.map { Double($0) } ?? .nan
      doubles.append(value.isNaN ? 0 : value)
      validity.append(!value.isNaN)
    }
  }

  private mutating func appendDays(_ vector: CellVector) {
    vector.forEach(as: Int32.self) { cell in
      isEndless = isEndless || cell.map { $0.magnitude == Int32.max.magnitude } ?? false
      days.append(cell ?? 0)
      validity.append(cell != nil)
    }
  }

  private mutating func appendMoments(_ vector: CellVector, perSecond: Int64) {
    let factor = max(1, 1_000_000 / perSecond)
    let divisor = max(1, perSecond / 1_000_000)
    vector.forEach(as: Int64.self) { cell in
      let value = cell ?? 0
      let (product, overflow) = value.multipliedReportingOverflow(by: factor)
      isEndless = isEndless || overflow || value.magnitude == Int64.max.magnitude
      // Down to the microsecond before, also before 1970.
      integers.append(divisor == 1 ? product : Self.quotient(product, divisor))
      validity.append(cell != nil)
    }
  }

  /// The largest whole number that is not above the ratio, for a positive divisor.
  private static func quotient(_ value: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }

  private mutating func appendNothing(_ vector: CellVector) {
    for _ in 0..<vector.count {
      integers.append(0)
      validity.append(false)
    }
  }

  private mutating func appendTexts(_ vector: CellVector) {
    for row in 0..<vector.count {
      let isValid = vector.isValid(row)
      if isValid {
        texts.append(unsafe vector.text(row).bytes)
      } else {
        texts.append("")
      }
      validity.append(isValid)
    }
  }
}

// MARK: - Reading numbers and numbered texts

extension ColumnBuilder {
  private mutating func appendIntegers(_ vector: CellVector, _ width: CellType.IntegerWidth) {
    switch width {
    case .int8: appendIntegers(vector, as: Int8.self)
    case .int16: appendIntegers(vector, as: Int16.self)
    case .int32: appendIntegers(vector, as: Int32.self)
    case .int64: appendIntegers(vector, as: Int64.self)
    case .int128: appendIntegers(vector, as: Int128.self)
    case .uint8: appendIntegers(vector, as: UInt8.self)
    case .uint16: appendIntegers(vector, as: UInt16.self)
    case .uint32: appendIntegers(vector, as: UInt32.self)
    case .uint64: appendIntegers(vector, as: UInt64.self)
    case .uint128: appendIntegers(vector, as: UInt128.self)
    }
  }

  private mutating func appendIntegers<Cell: FixedWidthInteger & BitwiseCopyable>(
    _ vector: CellVector, as _: Cell.Type,
  ) {
    vector.forEach(as: Cell.self) { cell in
      let value = cell ?? 0
      if !isTooWide, let integer = Int64(exactly: value) {
        integers.append(integer)
      } else {
        if !isTooWide {
          isTooWide = true
          doubles = integers.map { Double($0) }
          integers = []
        }
        doubles.append(Double(value))
      }
      validity.append(cell != nil)
    }
  }

  private mutating func appendDecimals(
    _ vector: CellVector, _ width: CellType.IntegerWidth, scale: Int,
  ) {
    switch width {
    case .int16: appendDecimals(vector, as: Int16.self, scale: scale)
    case .int32: appendDecimals(vector, as: Int32.self, scale: scale)
    case .int128: appendDecimals(vector, as: Int128.self, scale: scale)
    default: appendDecimals(vector, as: Int64.self, scale: scale)
    }
  }

  /// Decimal fractions: up to 2^53 and 22 places the nearest double, beyond within one part in 2^52.
  private mutating func appendDecimals<Cell: FixedWidthInteger & BitwiseCopyable>(
    _ vector: CellVector, as _: Cell.Type, scale: Int,
  ) {
    let divisor = (0..<scale).reduce(1.0) { product, _ in product * 10 }
    vector.forEach(as: Cell.self) { cell in
      doubles.append(Double(cell ?? 0) / divisor)
      validity.append(cell != nil)
    }
  }

  private mutating func appendEnumeration(
    _ vector: CellVector, _ width: CellType.IntegerWidth, _ values: [String],
  ) {
    switch width {
    case .uint8: appendEnumeration(vector, as: UInt8.self, values)
    case .uint16: appendEnumeration(vector, as: UInt16.self, values)
    default: appendEnumeration(vector, as: UInt32.self, values)
    }
  }

  private mutating func appendEnumeration<Cell: FixedWidthInteger & BitwiseCopyable>(
    _ vector: CellVector, as _: Cell.Type, _ values: [String],
  ) {
    vector.forEach(as: Cell.self) { cell in
      let index = cell.flatMap { Int(exactly: $0) } ?? values.count
      texts.append(index < values.count ? values[index] : "")
      validity.append(index < values.count)
    }
  }
}
