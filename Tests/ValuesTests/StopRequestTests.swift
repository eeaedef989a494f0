import Testing
import Units
import Values

/// Long loops end when the person wants it.
@Suite("Stopping") struct StopRequestTests {
  /// Whether a body ends by `interrupted` once it has asked a number of times.
  private func isStopped(
    after count: Int = 3, _ body: () throws(ValueError) -> Void
  ) -> Bool {
    var asked = 0
    do throws(ValueError) {
      try StopRequest.heeding(
        {
          asked += 1
          return asked > count
        }, body)
      return false
    } catch { return error.kind == .interrupted }
  }

  @Test("maps, filters and sorts stop, and give what the standard library gives otherwise")
  func sequences() throws {
    let numbers = (0..<100_000).map { ($0 * 7_919) % 100_003 }
    #expect(isStopped { () throws(ValueError) in _ = try numbers.stoppableSorted(by: <) })
    #expect(
      isStopped { () throws(ValueError) in
        _ = try numbers.stoppableMap { number throws(ValueError) in number + 1 }
      })
    #expect(
      isStopped { () throws(ValueError) in
        _ = try numbers.stoppableFilter { number throws(ValueError) in number > 5 }
      })
    #expect(try numbers.stoppableSorted(by: <) == numbers.sorted())
    #expect(
      try numbers.stoppableMap { number throws(ValueError) in number + 1 } == numbers.map { $0 + 1 }
    )
    #expect(
      try numbers.stoppableFilter { number throws(ValueError) in number > 5 }
        == numbers.filter { $0 > 5 })
  }

  @Test("a body within a body asks for itself, and the outer one again afterwards")
  func nested() {
    var inner = false
    #expect(
      isStopped(after: 0) { () throws(ValueError) in
        inner = isStopped(after: 1_000) { () throws(ValueError) in try StopRequest.check() }
        try StopRequest.check()
      })
    #expect(!inner && !StopRequest.isMade)
  }

  @Test("a range of millions, and what draws a table of it, stop")
  func lists() throws {
    let range = Ranges.wholeNumbers(inclusive: true, measure: .number)
    #expect(
      isStopped { () throws(ValueError) in _ = try range.apply([.number(1), .number(9_999_999)]) })
    let values = (0..<100_000).map { Value.number(Double($0)) }
    #expect(
      isStopped { () throws(ValueError) in _ = try NumberTextColumn(values, measure: .number) })
    #expect(
      isStopped { () throws(ValueError) in _ = try Membership.inList.apply([.number(-1)] + values) }
    )
  }

  @Test("a value is small enough for lists of millions")
  func sizes() { #expect(MemoryLayout<Value>.stride <= 24) }
}
