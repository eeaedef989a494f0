import CEngine
import Columns
import Synchronization

/// The engine's table function over sources of rows in this process: `generated_rows('key')`.
///
/// The engine asks for a chunk at a time, from several threads where the order of the rows does not
/// matter, so a table of any size is read in the memory of a few chunks.
final class GeneratedRows: Sendable {
  private let sources = Mutex<[String: any RowSource]>([:])
  /// Rows of the scans of the running query: those handed out, and all.
  private let taken = Atomic<Int>(0)
  private let total = Atomic<Int>(0)

  /// How much of the scans that have begun is done; nil when there is none.
  var progress: QueryProgress? {
    let total = total.load(ordering: .relaxed)
    let taken = taken.load(ordering: .relaxed)
    guard total > 0 else { return nil }
    return QueryProgress(
      share: Double(taken) / Double(total), rowsDone: taken, rowsInAll: total)
  }

  /// A query begins.
  func resetProgress() {
    taken.store(0, ordering: .relaxed)
    total.store(0, ordering: .relaxed)
  }

  fileprivate func begin(_ rowCount: Int) { total.add(rowCount, ordering: .relaxed) }
  fileprivate func take(_ rowCount: Int) { taken.add(rowCount, ordering: .relaxed) }

  func add(_ source: any RowSource) { sources.withLock { $0[source.key] = source } }

  func remove(_ key: String) { sources.withLock { $0[key] = nil } }

  func source(_ key: String) -> (any RowSource)? { sources.withLock { $0[key] } }

  /// Declares the function to the engine, which keeps this object for as long as it lives.
  func register(
    on connection: engine_connection?, functions: engine_functions
  ) throws(EngineError) {
    CalledEngine.functions.withLock { $0 = CalledEngine(functions) }
    var function: engine_table_function? = unsafe functions.create_table_function()
    defer { unsafe functions.destroy_table_function(&function) }
    var text = unsafe functions.create_logical_type(Int32(ENGINE_TEXT))
    defer { unsafe functions.destroy_logical_type(&text) }
    unsafe functions.table_function_set_name(function, "generated_rows")
    unsafe functions.table_function_add_parameter(function, text)
    unsafe functions.table_function_supports_projection_pushdown(function, true)
    let context = unsafe Unmanaged.passRetained(self).toOpaque()
    unsafe functions.table_function_set_extra_info(function, context, releaseObject)
    unsafe functions.table_function_set_bind(function, bindRows)
    unsafe functions.table_function_set_init(function, beginScan)
    unsafe functions.table_function_set_function(function, fillChunk)
    guard unsafe functions.register_table_function(connection, function) == 0 else {
      throw EngineError(kind: .other, message: "the engine takes no table function")
    }
  }
}

/// The engine's functions for what the engine calls, which is told nothing else at first.
///
/// All connections of a process use one engine library.
private final class CalledEngine: @unchecked Sendable {
  static let functions = Mutex<CalledEngine?>(nil)
  let table: engine_functions

  init(_ table: engine_functions) { self.table = table }

  static var current: engine_functions? { functions.withLock { $0 }?.table }
}

/// What one mention of a source in a query is.
private final class BoundRows: Sendable {
  let rows: GeneratedRows
  let source: any RowSource

  init(_ rows: GeneratedRows, _ source: any RowSource) {
    self.rows = rows
    self.source = source
  }
}

/// One pass over a source: which columns it wants, and which rows come next.
private final class RowScan: Sendable {
  let source: any RowSource
  private let owner: GeneratedRows
  /// For each column of the chunk the source's; nil for one of which only the number of rows counts.
  let columns: [Int?]
  private let rowCount: Int
  private let next = Atomic<Int>(0)

  init(_ bound: BoundRows, columns: [Int?]) {
    source = bound.source
    owner = bound.rows
    self.columns = columns
    rowCount = source.rowCount
    owner.begin(rowCount)
  }

  func take(_ count: Int) -> Range<Int> {
    let first = min(rowCount, next.add(count, ordering: .relaxed).oldValue)
    let end = min(rowCount, first + count)
    owner.take(end - first)
    return first..<end
  }
}

// MARK: - What the engine calls

private func object<Object: AnyObject>(
  _ pointer: UnsafeMutableRawPointer?, as _: Object.Type
) -> Object? {
  unsafe pointer.map { unsafe Unmanaged<Object>.fromOpaque($0).takeUnretainedValue() }
}

private func releaseObject(_ pointer: UnsafeMutableRawPointer?) {
  if let pointer = unsafe pointer { unsafe Unmanaged<AnyObject>.fromOpaque(pointer).release() }
}

private func bindRows(_ info: engine_bind_info?) {
  guard let functions = CalledEngine.current,
    let rows = unsafe object(functions.bind_get_extra_info(info), as: GeneratedRows.self)
  else { return }
  var value: engine_value? = unsafe functions.bind_get_parameter(info, 0)
  defer { unsafe functions.destroy_value(&value) }
  let text = unsafe functions.get_varchar(value)
  defer { unsafe functions.free(text) }
  let key = unsafe text.map { unsafe String(cString: $0) } ?? ""
  guard let source = rows.source(key) else {
    unsafe functions.bind_set_error(info, "there is no source of rows \(key)")
    return
  }
  for (index, column) in source.columns.enumerated() {
    var type = unsafe functions.create_logical_type(column.type.engineNumber)
    unsafe functions.bind_add_result_column(info, "c\(index)", type)
    unsafe functions.destroy_logical_type(&type)
  }
  unsafe functions.bind_set_cardinality(info, UInt64(max(0, source.rowCount)), true)
  let bound = unsafe Unmanaged.passRetained(BoundRows(rows, source)).toOpaque()
  unsafe functions.bind_set_bind_data(info, bound, releaseObject)
}

private func beginScan(_ info: engine_init_info?) {
  guard let functions = CalledEngine.current,
    let bound = unsafe object(functions.init_get_bind_data(info), as: BoundRows.self)
  else { return }
  let known = bound.source.columns.indices
  var columns: [Int?] = []
  for place in 0..<(unsafe functions.init_get_column_count(info)) {
    let column = Int(exactly: unsafe functions.init_get_column_index(info, place))
    columns.append(column.flatMap { known.contains($0) ? $0 : nil })
  }
  unsafe functions.init_set_max_threads(info, 64)
  let scan = unsafe Unmanaged.passRetained(RowScan(bound, columns: columns)).toOpaque()
  unsafe functions.init_set_init_data(info, scan, releaseObject)
}

private func fillChunk(_ info: engine_scan_info?, _ chunk: engine_chunk?) {
  guard let functions = CalledEngine.current,
    let scan = unsafe object(functions.function_get_init_data(info), as: RowScan.self)
  else { return }
  let rows = scan.take(Int(functions.vector_size()))
  if !rows.isEmpty {
    var made = scan.source.make(rows, columns: scan.columns.compactMap(\.self)).makeIterator()
    for (place, wanted) in scan.columns.enumerated() where wanted != nil {
      guard let column = made.next() else { continue }
      let vector = unsafe functions.data_chunk_get_vector(chunk, UInt64(place))
      unsafe ColumnFiller(functions: functions, vector: vector).fill(column)
    }
  }
  unsafe functions.data_chunk_set_size(chunk, UInt64(rows.count))
}
