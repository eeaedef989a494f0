import CEngine
import Columns

/// How the cells of one column of a result lie in memory.
struct CellType {
  /// The integer that stands for a cell; nil for kinds of their own.
  enum Layout {
    case boolean, float, double, text, date
    case integer(IntegerWidth)
    case decimal(IntegerWidth, scale: Int)
    /// A moment counted in units of which `perSecond` make a second.
    case moment(perSecond: Int64)
    case enumeration(IntegerWidth, values: [String])
    /// A column of which every cell is missing.
    case nothing
  }

  enum IntegerWidth {
    case int8, int16, int32, int64, int128, uint8, uint16, uint32, uint64, uint128
  }

  let layout: Layout
  let type: ColumnType

  /// Reads the type of a result's column.
  ///
  /// Throws an error that names the column if its cells cannot be read.
  init(
    of column: UInt64, named name: String, in result: inout engine_result,
    functions: engine_functions,
  ) throws(EngineError) {
    var handle = unsafe functions.column_logical_type(&result, column)
    defer { unsafe functions.destroy_logical_type(&handle) }
    let number = unsafe functions.get_type_id(handle)
    if let width = Self.widths[number] {
      self.init(layout: .integer(width), type: .integer)
    } else if let perSecond = Self.units[number] {
      self.init(layout: .moment(perSecond: perSecond), type: .instant)
    } else if number == Int32(ENGINE_DECIMAL),
      let width = unsafe Self.widths[functions.decimal_internal_type(handle)]
    {
      let scale = Int(unsafe functions.decimal_scale(handle))
      self.init(layout: .decimal(width, scale: scale), type: .decimal)
    } else if number == Int32(ENGINE_ENUMERATION),
      let width = unsafe Self.widths[functions.enum_internal_type(handle)]
    {
      var values: [String] = []
      for index in 0..<(unsafe functions.enum_dictionary_size(handle)) {
        let text = unsafe functions.enum_dictionary_value(handle, UInt64(index))
        values.append(unsafe text.map { unsafe String(cString: $0) } ?? "")
        unsafe functions.free(text)
      }
      self.init(layout: .enumeration(width, values: values), type: .text)
    } else if let plain = Self.plain[number] {
      self = plain
    } else {
      let type = Self.unreadable[number] ?? "number \(number)"
      throw EngineError(
        kind: .conversion, message: "column \(name) has the type \(type), which cannot be read")
    }
  }

  private init(layout: Layout, type: ColumnType) {
    self.layout = layout
    self.type = type
  }

  private static let widths: [Int32: IntegerWidth] = [
    Int32(ENGINE_INT8): .int8, Int32(ENGINE_INT16): .int16, Int32(ENGINE_INT32): .int32,
    Int32(ENGINE_INT64): .int64, Int32(ENGINE_INT128): .int128, Int32(ENGINE_UINT8): .uint8,
    Int32(ENGINE_UINT16): .uint16, Int32(ENGINE_UINT32): .uint32, Int32(ENGINE_UINT64): .uint64,
    Int32(ENGINE_UINT128): .uint128,
  ]

  private static let units: [Int32: Int64] = [
    Int32(ENGINE_TIMESTAMP): 1_000_000, Int32(ENGINE_TIMESTAMP_ZONED): 1_000_000,
    Int32(ENGINE_TIMESTAMP_SECONDS): 1, Int32(ENGINE_TIMESTAMP_MILLISECONDS): 1_000,
    Int32(ENGINE_TIMESTAMP_NANOSECONDS): 1_000_000_000,
  ]

  private static let plain: [Int32: CellType] = [
    Int32(ENGINE_BOOLEAN): CellType(layout: .boolean, type: .boolean),
    Int32(ENGINE_FLOAT): CellType(layout: .float, type: .double),
    Int32(ENGINE_DOUBLE): CellType(layout: .double, type: .double),
    Int32(ENGINE_TEXT): CellType(layout: .text, type: .text),
    Int32(ENGINE_DATE): CellType(layout: .date, type: .date),
    Int32(ENGINE_NULL): CellType(layout: .nothing, type: .integer),
  ]

  private static let unreadable: [Int32: String] = [
    14: "TIME", 15: "INTERVAL", 18: "BLOB", 24: "LIST", 25: "STRUCT", 26: "MAP", 27: "UUID",
    28: "UNION", 29: "BIT", 30: "TIME WITH TIME ZONE", 33: "ARRAY", 35: "BIGNUM", 39: "TIME",
  ]
}
