import CEngine
import Columns

/// Writes the cells of a column into a vector of the engine, which has room for them.
@safe struct ColumnFiller {
  private let functions: engine_functions
  private let vector: engine_vector?

  init(functions: engine_functions, vector: engine_vector?) {
    self.functions = functions
    unsafe self.vector = unsafe vector
  }

  func fill(_ column: Column) {
    switch column.storage {
    case .booleans(let cells): copy(cells)
    case .integers(let cells), .microseconds(let cells): copy(cells)
    case .doubles(let cells): copy(cells)
    case .days(let cells): copy(cells)
    case .texts(let cells): assign(cells)
    }
    markMissing(column)
  }

  private func copy<Cell: BitwiseCopyable>(_ cells: [Cell]) {
    guard let data = unsafe functions.vector_get_data(vector) else { return }
    let bytes = cells.count * MemoryLayout<Cell>.stride
    unsafe cells.withUnsafeBytes { cells in
      guard let start = cells.baseAddress else { return }
      unsafe data.copyMemory(from: start, byteCount: bytes)
    }
  }

  private func assign(_ texts: TextBuffer) {
    for row in 0..<texts.count {
      guard let bytes = texts.utf8(row) else { continue }
      unsafe bytes.withUnsafeBytes { bytes in
        // An empty text has no address of its own, and the engine wants one.
        let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        if let start = unsafe start {
          unsafe functions.vector_assign_string_element_len(
            vector, UInt64(row), start, UInt64(bytes.count))
        } else {
          unsafe functions.vector_assign_string_element_len(vector, UInt64(row), "", 0)
        }
      }
    }
  }

  private func markMissing(_ column: Column) {
    guard column.missingCount > 0 else { return }
    unsafe functions.vector_ensure_validity_writable(vector)
    guard let validity = unsafe functions.vector_get_validity(vector) else { return }
    for row in 0..<column.count where !column.isValid(row) {
      unsafe functions.validity_set_row_invalid(validity, UInt64(row))
    }
  }
}

extension ColumnType {
  /// The engine's number of the type as which a column of this kind is written.
  var engineNumber: Int32 {
    let number =
      switch self {
      case .boolean: ENGINE_BOOLEAN
      case .integer: ENGINE_INT64
      case .double, .decimal: ENGINE_DOUBLE
      case .text, .other: ENGINE_TEXT
      case .date: ENGINE_DATE
      case .instant: ENGINE_TIMESTAMP
      }
    return Int32(number)
  }
}
