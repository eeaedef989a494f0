import CEngine
import Columns

/// A prepared query and the values bound to it.
///
/// It is given back when it goes out of use.
@safe struct Statement: ~Copyable {
  private let functions: engine_functions
  private var handle: engine_statement?

  /// Prepares one query; a text of several queries is refused.
  init(
    _ sql: String, on connection: engine_connection?, functions: engine_functions,
  ) throws(EngineError) {
    self.functions = functions
    unsafe handle = nil
    // The engine would read the text only up to there.
    guard !sql.utf8.contains(0) else {
      throw EngineError(kind: .parser, message: "the query holds a zero byte")
    }
    guard unsafe functions.prepare(connection, sql, &handle) == 0 else {
      throw failure
    }
  }

  deinit {
    var handle = unsafe handle
    unsafe functions.destroy_prepare(&handle)
  }

  /// Gives the query its values, one for each place.
  func bind(_ parameters: [EngineParameter]) throws(EngineError) {
    let wanted = unsafe functions.nparams(handle)
    guard wanted == UInt64(parameters.count) else {
      throw EngineError(
        kind: .binder, message: "the query takes \(wanted) values, not \(parameters.count)")
    }
    var index: UInt64 = 0
    for parameter in parameters {
      index += 1
      guard bind(parameter, at: index) == 0 else { throw failure }
    }
  }

  private func bind(_ parameter: EngineParameter, at index: UInt64) -> engine_state {
    switch parameter {
    case .null:
      unsafe functions.bind_null(handle, index)
    case .bool(let value):
      unsafe functions.bind_boolean(handle, index, value)
    case .integer(let value):
      unsafe functions.bind_int64(handle, index, value)
    case .double(let value):
      unsafe functions.bind_double(handle, index, value)
    case .text(let value):
      unsafe functions.bind_varchar_length(handle, index, value, UInt64(value.utf8.count))
    case .date(let days):
      unsafe functions.bind_date(handle, index, engine_date(days: days))
    case .timestamp(let microseconds):
      unsafe functions.bind_timestamp(handle, index, engine_timestamp(microseconds: microseconds))
    }
  }

  /// Runs the query to its end and reads all of its rows, which the engine does not end.
  func run(isInterrupted: () -> Bool) throws(EngineError) -> ColumnTable {
    var result = engine_result()
    let state = unsafe functions.execute_prepared(handle, &result)
    defer { unsafe functions.destroy_result(&result) }
    guard state == 0 else {
      throw unsafe EngineError(engineText: functions.result_error(&result))
    }
    var reader = ResultReader(functions: functions, result: result)
    return try reader.table(isInterrupted: isInterrupted)
  }

  private var failure: EngineError {
    unsafe EngineError(engineText: functions.prepare_error(handle))
  }
}

extension EngineError {
  /// The error behind a text that the engine still owns.
  init(engineText text: UnsafePointer<CChar>?) {
    guard let text = unsafe text else {
      self.init(kind: .other, message: "the engine failed without saying why")
      return
    }
    self.init(engineMessage: unsafe String(cString: text))
  }
}
