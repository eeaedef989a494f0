import Columns
import Engine
import Foundation
import Testing

@Suite("What the engine refuses, and how it is stopped")
struct ErrorTests {
  let connection: Connection

  init() throws {
    connection = try Connection.open(EngineOptions(threads: 2))
  }

  @Test(
    "an error has its kind",
    arguments: [
      ("selec 1", EngineError.Kind.parser),
      ("select nowhere", .binder),
      ("select * from nowhere", .binder),
      ("select cast('x' as integer)", .conversion),
      ("select 9223372036854775807 + 1", .conversion),
      ("select * from read_parquet('/nowhere/at/all.parquet')", .io),
    ])
  func kinds(sql: String, kind: EngineError.Kind) {
    let error = #expect(throws: EngineError.self) { try connection.run(sql: sql) }
    #expect(error?.kind == kind)
    #expect(error?.message.contains("\n") == false)
    #expect(error?.message.contains("Error:") == false)
  }

  @Test("several statements are refused, and none of them runs")
  func severalStatements() throws {
    _ = try connection.run(sql: "create table kept as select 1 as n")
    #expect(throws: EngineError.self) { try connection.run(sql: "select 1; drop table kept") }
    #expect(throws: EngineError.self) { try connection.run(sql: "drop table kept; select 1") }
    #expect(try connection.run(sql: "from kept").rowCount == 1)
  }

  @Test("a zero byte is refused in a query, a name and a literal")
  func zeroBytes() {
    #expect(throws: EngineError.self) { try connection.run(sql: "select 1 \0 + 1") }
    #expect(throws: EngineError.self) { try SQLText.identifier("a\0b") }
    #expect(throws: EngineError.self) { try SQLText.literal("a\0b") }
  }

  @Test("the number of values must be right")
  func parameterCount() {
    let error = #expect(throws: EngineError.self) {
      try connection.run(sql: "select ?, ?", parameters: [.integer(1)])
    }
    #expect(error?.message == "the query takes 2 values, not 1")
  }

  @Test("a running query is stopped from another thread, and the next one runs")
  func interrupt() throws {
    let thread = Thread { [connection] in
      // Asked again and again, since the query may not have begun at the first time.
      while !Thread.current.isCancelled {
        connection.interrupt()
        Thread.sleep(forTimeInterval: 0.01)
      }
    }
    thread.start()
    let error = #expect(throws: EngineError.self) {
      try connection.run(
        sql: "select sum(sin(a.i * b.i)) from range(1000000) a(i), range(1000000) b(i)")
    }
    thread.cancel()
    while !thread.isFinished { Thread.sleep(forTimeInterval: 0.005) }
    #expect(error?.kind == .interrupted)
    #expect(try connection.run(sql: "select 41 + 1 as n")["n"]?.integer(at: 0) == 42)
  }

  @Test("there is no progress to tell while nothing runs")
  func progress() {
    #expect(connection.progress() == nil)
  }

  @Test("an engine that is not there is reported with its path")
  func noLibrary() {
    let error = #expect(throws: EngineError.self) {
      try Connection.open(EngineOptions(libraryPath: "/nowhere/libduckdb.so"))
    }
    #expect(error?.kind == .notFound)
    #expect(error?.message.contains("/nowhere/libduckdb.so") == true)
  }

  @Test("a library that is no engine is reported with the function that it lacks")
  func wrongLibrary() {
    let error = #expect(throws: EngineError.self) {
      try Connection.open(EngineOptions(libraryPath: "libm.so.6"))
    }
    #expect(error?.kind == .notFound)
    #expect(error?.message.contains("duckdb_library_version") == true)
  }

  @Test("too little memory is an error of its own, and the next query runs")
  func memory() throws {
    let small = try Connection.open(EngineOptions(threads: 1, memoryLimit: 64 << 20))
    _ = try small.run(sql: "set max_temp_directory_size = '1MB'")
    let error = #expect(throws: EngineError.self) {
      try small.run(sql: "select list(i::text || repeat('x', 100)) from range(3000000) r(i)")
    }
    #expect(error?.kind == .outOfMemory)
    #expect(try small.run(sql: "select 1 as n").rowCount == 1)
  }

  @Test(
    "the engine has the settings that it was opened with",
    arguments: [
      ("memory_limit", "64.0 MiB"), ("threads", "2"), ("autoinstall_known_extensions", "false"),
      ("autoload_known_extensions", "false"), ("allow_community_extensions", "false"),
      ("allow_unsigned_extensions", "false"), ("allow_persistent_secrets", "false"),
      ("allow_unredacted_secrets", "false"), ("preserve_insertion_order", "true"),
      ("enable_progress_bar", "true"), ("enable_progress_bar_print", "false"), ("TimeZone", "UTC"),
    ])
  func settings(name: String, value: String) throws {
    let limited = try Connection.open(EngineOptions(threads: 2, memoryLimit: 64 << 20))
    let table = try limited.run(
      sql: "select current_setting(?)::text as value", parameters: [.text(name)])
    #expect(table["value"]?.text(at: 0) == value)
  }

  @Test("the folder for temporary files is the user's own, and goes with the connection")
  func spillFolder() throws {
    var path = ""
    do {
      let other = try Connection.open()
      let table = try other.run(sql: "select current_setting('temp_directory') as value")
      path = try #require(table["value"]?.text(at: 0))
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o700)
      #expect(path.contains("/sales-"))
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
