import CEngine
import Columns

/// Reads the rows of a result, which it does not own.
@safe struct ResultReader {
  private let functions: engine_functions
  private var result: engine_result

  init(functions: engine_functions, result: engine_result) {
    self.functions = functions
    self.result = result
  }

  /// All rows of the result, column by column.
  ///
  /// Throws `interrupted` where that is asked for between two runs of rows.
  mutating func table(isInterrupted: () -> Bool) throws(EngineError) -> ColumnTable {
    var names: [String] = []
    var builders: [ColumnBuilder] = []
    for column in 0..<(unsafe functions.column_count(&result)) {
      let name = unsafe functions.column_name(&result, column).map { unsafe String(cString: $0) }
      let cell = try CellType(
        of: column, named: name ?? "", in: &result, functions: functions)
      names.append(name ?? "")
      builders.append(ColumnBuilder(name: name ?? "", cell: cell))
    }
    var rowCount = 0
    while let next = unsafe functions.fetch_chunk(result) {
      var chunk: engine_chunk? = unsafe next
      defer { unsafe functions.destroy_data_chunk(&chunk) }
      let count = Int(unsafe functions.data_chunk_get_size(chunk))
      if count == 0 { break }
      if isInterrupted() {
        throw EngineError(kind: .interrupted, message: "the query was ended")
      }
      rowCount += count
      for index in builders.indices {
        let vector = unsafe functions.data_chunk_get_vector(chunk, UInt64(index))
        guard let data = unsafe functions.vector_get_data(vector) else { continue }
        try unsafe builders[index].append(
          CellVector(
            data: UnsafeRawPointer(data),
            validity: UnsafePointer(functions.vector_get_validity(vector)), count: count))
      }
    }
    return ColumnTable(names: names, columns: builders.map { $0.column() }, rowCount: rowCount)
  }
}
