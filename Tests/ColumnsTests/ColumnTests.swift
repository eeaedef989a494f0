import Columns
import Testing

@Suite("Columns")
struct ColumnTests {
  @Test("which rows hold a value is known for every row, whatever their order")
  func validity() {
    for count in [0, 1, 63, 64, 65, 130, 200] {
      for missing in [
        [], [0], [63], [64], [count - 1], Array(0..<count), [1, 62, 63, 64, 127, 128],
      ] {
        let rows = (0..<count).map { !missing.contains($0) }
        let validity = Validity(rows)
        #expect(validity.count == count)
        #expect(validity.missingCount == rows.count { !$0 })
        #expect((0..<count).map { validity[$0] } == rows)
        #expect(!validity[-1] && !validity[count])
      }
    }
  }

  @Test("rows added together count like rows added one by one")
  func validRows() {
    var validity = Validity(count: 70)
    #expect(validity.missingCount == 0 && validity[69] && !validity[70])
    validity.append(false)
    validity.append(validRows: 60)
    #expect(validity == Validity((0..<131).map { $0 != 70 }))
  }

  @Test("texts keep their bytes, and bytes that are no text are repaired when read")
  func texts() {
    var texts = TextBuffer(["", "ü", "a\0b"])
    let latin: [UInt8] = [0x64, 0xE9, 0x21]
    texts.append(unsafe latin.span.bytes)
    #expect(texts.count == 4)
    #expect((0..<4).map { texts[$0] } == ["", "ü", "a\0b", "d\u{FFFD}!"])
    #expect(texts.utf8(3).map(Array.init) == [0x64, 0xE9, 0x21])
    #expect(texts[4] == nil && texts[-1] == nil)
  }

  @Test("a cell is read by its own kind alone")
  func kinds() {
    let integers = Column(integers: [1, nil, -3])
    #expect(integers.type == .integer && integers.count == 3 && integers.missingCount == 1)
    #expect(integers.integer(at: 2) == -3 && integers.double(at: 2) == -3)
    #expect(integers.double(at: 1) == nil && integers.text(at: 0) == nil)
    #expect(integers.doubles() == [1, 0, -3])
    let doubles = Column(doubles: [0.5, .nan, nil])
    #expect(doubles.missingCount == 2 && doubles.doubles() == [0.5, 0, 0])
    #expect(doubles.integer(at: 0) == nil)
    #expect(Column(booleans: [nil, true]).bool(at: 1) == true)
    #expect(Column(texts: ["x", nil]).text(at: 1) == nil)
    #expect(Column(days: [-1]).day(at: 0) == -1)
    #expect(Column(microseconds: [7]).microseconds(at: 0) == 7)
    #expect(Column(texts: ["x"]).doubles().isEmpty)
    #expect(Column(texts: []).text(at: 0) == nil)
  }

  @Test("a table finds a column by its exact name")
  func table() {
    let table = ColumnTable(
      names: ["a", "A", "a"], columns: [1, 2, 3].map { Column(integers: [$0]) }, rowCount: 1)
    #expect(table["a"]?.integer(at: 0) == 1)
    #expect(table["A"]?.integer(at: 0) == 2)
    #expect(table["b"] == nil)
  }
}
