import Engine
import Evaluation
import Foundation
import Testing
import Values

@Suite("Files of rows") struct FileTests {
  private static func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test("Parquet and CSV of the same rows give the same answer") func parquet() throws {
    try Self.inFolder { folder in
      let parquet = folder.appending(path: "customers.parquet").path
      let connection = try Connection.open()
      _ = try connection.run(
        sql: """
          COPY (SELECT * FROM read_csv('Datasets/customers.csv', header = true))
          TO '\(parquet)' (FORMAT parquet)
          """)
      func answer(_ path: String) -> [String] {
        let run = ScriptRun(
          """
          load("\(path)", as: customers)
          | summarize(won: count(.id), mrr: sum(.mrr), first: min(.started), by: .channel)
          """)
        #expect(run.outcome == .succeeded, "\(run.words)")
        guard case .table(let table)? = run.shown.first?.value,
          let local = table.plan as? LocalTable
        else { return [] }
        return local.columns.map { column in
          column.map { NumberText().text($0) }.joined(separator: ";")
        }
      }
      let fromCSV = answer("Datasets/customers.csv")
      #expect(fromCSV.count == 4)
      #expect(answer(parquet) == fromCSV)
    }
  }

  @Test("`load` says which column has which role, what it assumes, and what has none")
  func roles() throws {
    try Self.inFolder { folder in
      let path = folder.appending(path: "accounts.csv").path
      try "Account,signed on,created,Revenue,notes\n007,x,2026-01-02,12.50,a\n"
        .write(toFile: path, atomically: true, encoding: .utf8)
      let run = ScriptRun("load(\"\(path)\", as: customers)")
      #expect(
        run.notes.map(\.text) == [
          """
          \(path) as customers: id is `Account`, started is `created`, mrr is `Revenue`; \
          Revenue taken as USD/month; no role: signed on, notes
          """
        ])
      guard case .table(let table)? = run.shown.first?.value else {
        Issue.record("no table")
        return
      }
      // The leading zeros of an identifier are part of it.
      let rows = try #require(table.plan as? LocalTable)
      guard case .text("007") = rows.value(row: 0, column: 0) else {
        Issue.record("the identifier is \(rows.value(row: 0, column: 0))")
        return
      }
    }
  }
}
