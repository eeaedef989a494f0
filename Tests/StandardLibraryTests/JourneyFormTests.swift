import Columns
import Engine
import StandardLibrary
import Statistics
import Testing
import Values

/// The journeys that the engine makes are those of the Swift form, and their texts say what went into them.
@Suite("Journeys in the engine") struct JourneyFormTests {
  private let connection: Connection

  init() throws { connection = try Connection.open(EngineOptions(threads: 2)) }

  private struct Step {
    var moment: Int
    var number: Int
    var value: Double?
  }

  /// Persons with few or many steps, at few moments so that some stand at the same, before 1970 too.
  private static func person(_ seed: Int) -> [Step] {
    let random = CounterGenerator(seed: UInt64(seed), stream: "journeys of a test")
    var counter: UInt64 = 0
    func below(_ bound: Int) -> Int {
      counter += 1
      return Int(random.bits(at: counter) % UInt64(bound))
    }
    let count = [0, 1, 2, 5, 6, 7, 24, 25, 200][seed % 9]
    return (0..<count).map { _ in
      let isPurchase = below(4) == 0
      return Step(
        moment: below(50) * 86_400_000_000 - 1_000_000_000_000 + below(3),
        number: isPurchase ? 1_023 : below(1_000),
        value: isPurchase && below(5) > 0 ? Double(below(1_000)) / 8 - 20 : nil)
    }
  }

  @Test("are those of the Swift form", arguments: [false, true])
  func forms(hasTimes: Bool) throws {
    let operation = AggregateOperation.journey(hasTimes: hasTimes)
    for seed in 0..<90 {
      let steps = Self.person(seed)
      let rows = steps.map {
        "(\($0.moment), \($0.number), CAST(\($0.value.map { "\($0)" } ?? "NULL") AS DOUBLE))"
      }
      let source =
        rows.isEmpty
        ? "(SELECT 1 AS a, 1 AS b, 1e0 AS c) WHERE a > 1"
        : "(VALUES \(rows.joined(separator: ", "))) t(a, b, c)"
      let table = try connection.run(sql: "SELECT \(operation.sql(["a", "b", "c"])) FROM \(source)")
      let column = try #require(table.columns.first)
      let known = try operation.evaluate([
        steps.map { .number(Double($0.moment)) }, steps.map { .number(Double($0.number)) },
        steps.map { $0.value.map(Value.number) ?? .missing },
      ])
      guard case .text(let text) = known else {
        Issue.record("seed \(seed) gives no text")
        continue
      }
      #expect(column.text(at: 0) ?? "" == text, "seed \(seed)")
      try expectRead(column.utf8(at: 0) ?? [], steps, hasTimes: hasTimes)
    }
  }

  /// What is read of a text is what went into it, in the order of moments and numbers.
  private func expectRead(
    _ text: ArraySlice<UInt8>, _ steps: [Step], hasTimes: Bool
  ) throws {
    let sorted = steps.sorted {
      ($0.moment, $0.number, $0.value ?? 0) < ($1.moment, $1.number, $1.value ?? 0)
    }
    let purchases = sorted.filter { $0.number == 1_023 }
    var read = JourneyText()
    read.read(text)
    #expect(read.steps == sorted.map { $0.number == 1_023 ? -1 : Int32($0.number) })
    #expect(read.purchaseCount == purchases.count)
    #expect(read.amounts == (purchases.count > 1 ? purchases.map { $0.value ?? 0 } : []))
    let isTimed = hasTimes && !purchases.isEmpty && steps.count > 1
    #expect(
      read.times == (isTimed ? sorted.map { Double($0.moment - sorted[0].moment) } : []))
    #expect(read.untimed.count == text.count || hasTimes)
  }

  @Test("a shorter text leaves nothing of the one before")
  func again() {
    var read = JourneyText()
    read.read(Array("!~~\t3ff0000000000000,4000000000000000\n5,7".utf8)[...])
    #expect(read.amounts == [1, 2] && read.times == [0, 5, 12] && read.steps == [0, 93, 93])
    read.read(Array("\"".utf8)[...])
    #expect(read.steps == [1] && read.amounts.isEmpty && read.times.isEmpty)
    #expect(read.purchaseCount == 0 && Array(read.untimed) == [0x22])
  }
}
