import Testing

@testable import DelimitedText

@Suite("Any bytes") struct DelimitedTextFuzzTests {
  /// A generator of its own, so that a failure comes back.
  private struct Draws {
    var state: UInt64
    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }

  @Test("are read or refused, and what is read is as wide as its header", arguments: 0..<40)
  func random(seed: Int) throws {
    var draws = Draws(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    let signs: [UInt8] =
      Array(",;\t|\"'\\\n\r #=-01.aT".utf8) + [0, 0xFF, 0xFE, 0xEF, 0xBB, 0xBF, 0xC3]
    for _ in 0..<60 {
      let length = draws.next(120)
      let isPlain = draws.next(4) > 0
      let bytes = (0..<length).map { _ in
        isPlain ? signs[draws.next(signs.count)] : UInt8(draws.next(256))
      }
      do {
        let text = try ReadText(bytes)
        let width = text.form.columnNames.count
        #expect(text.rows.allSatisfy { $0.count == width }, "\(bytes)")
        #expect(text.rows.count - 1 == text.form.rowCount, "\(bytes)")
        #expect(text.rows.first == text.form.columnNames, "\(bytes)")
        #expect(Set(text.form.columnNames).count == width, "\(bytes)")
      } catch is TextFileError {}
    }
  }
}
