import Units
import Values

/// One column of a table as text: its head, its unit and its cells, padded to align.
struct TableColumnText {
  let name: String
  let unit: String
  /// The cells without their intervals, and the intervals; all of one width each.
  let values: [String]
  let intervals: [String]
  let isMissing: [Bool]
  let isNumeric: Bool
  /// True where the column names the group that a row is about.
  let isKey: Bool

  /// The cell of the row about all rows.
  struct Total {
    let cell: Value
    /// What is written where the row has no value: the first column says what the row is.
    let missingText: String

    init(_ cell: Value, inColumn index: Int) {
      self.cell = cell
      missingText = index == 0 ? "all" : ""
    }
  }

  /// The cell of the total, where there is one, is the last.
  init(
    _ column: ColumnSchema, _ rows: [Value], total: Total? = nil, numberText: NumberText,
  ) {
    let cells = rows + (total.map { [$0.cell] } ?? [])
    func missing(_ row: Int) -> String {
      (row == rows.count ? total?.missingText : nil) ?? column.missingText
    }
    let measure = Self.measure(column.type, cells, numberText)
    if let measure {
      (values, intervals) = Self.aligned(cells, measure, missing: missing)
      unit = VisibleText.line(numberText.unitText(measure))
    } else {
      values = cells.enumerated().map { row, cell in
        cell.isMissing ? missing(row) : VisibleText.line(numberText.text(cell))
      }
      intervals = []
      unit = ""
    }
    name = VisibleText.line(column.name)
    isMissing = cells.map(\.isMissing)
    isNumeric = measure != nil
    isKey = column.isGroupKey
  }

  /// The one measure of all numbers in the column; nil when it holds anything else.
  private static func measure(
    _ type: Type, _ values: [Value], _ numberText: NumberText,
  ) -> Measure? {
    guard let measure = type.measure ?? values.lazy.compactMap(\.measure).first else { return nil }
    let unit = numberText.unitText(measure)
    let fits = values.allSatisfy { value in
      value.isMissing || value.measure.map { numberText.unitText($0) == unit } ?? false
    }
    return fits ? measure : nil
  }

  /// Values right-aligned at their points, and intervals with their ends below each other.
  private static func aligned(
    _ values: [Value], _ measure: Measure, missing: (_ row: Int) -> String,
  ) -> (values: [String], intervals: [String]) {
    let column = NumberTextColumn(values, measure: measure)
    let cells = values.map(column.cell)
    func widest(_ part: (NumberTextColumn.Cell) -> String?) -> Int {
      cells.compactMap { $0.flatMap(part).map(DisplayWidth.of) }.max() ?? 0
    }
    let texts = cells.enumerated().map { row, cell in cell?.value ?? missing(row) }
    let lowWidth = widest { $0.high == nil ? nil : $0.low }
    let highWidth = widest { $0.low == nil ? nil : $0.high }
    let intervals = cells.map { cell in
      switch (cell?.low, cell?.high) {
      case (let low?, let high?):
        let left = DisplayWidth.padded(low, to: lowWidth, onLeft: true)
        return "[\(left), \(DisplayWidth.padded(high, to: highWidth, onLeft: true))]"
      case (let bound?, nil), (nil, let bound?): return "[\(bound)]"
      case (nil, nil): return ""
      }
    }
    let valueWidth = texts.map(DisplayWidth.of).max() ?? 0
    let intervalWidth = intervals.map(DisplayWidth.of).max() ?? 0
    return (
      texts.map { DisplayWidth.padded($0, to: valueWidth, onLeft: true) },
      intervalWidth == 0 ? [] : intervals.map { DisplayWidth.padded($0, to: intervalWidth) }
    )
  }

  /// The width that shows everything, with intervals beside their values or below them.
  func naturalWidth(isStacked: Bool) -> Int {
    let value = values.map(DisplayWidth.of).max() ?? 0
    let interval = intervals.first.map(DisplayWidth.of) ?? 0
    let cell =
      interval == 0 ? value : isStacked ? max(value, interval) : value + 1 + interval
    return max(cell, DisplayWidth.of(name), DisplayWidth.of(unit))
  }

  /// The least width that keeps numbers whole and text readable.
  func leastWidth(isStacked: Bool) -> Int {
    let natural = naturalWidth(isStacked: isStacked)
    return isNumeric ? natural : min(natural, 16)
  }

  /// A cell on one line, with its interval beside it.
  func cell(_ row: Int) -> String {
    intervals.isEmpty ? values[row] : values[row] + " " + intervals[row]
  }

  /// The second line of a cell, whose first is its value.
  func secondLine(_ row: Int) -> String { intervals.isEmpty ? "" : intervals[row] }

  func hasInterval(_ row: Int) -> Bool { secondLine(row).contains { $0 != " " } }

  /// A head or a cell in a width.
  func fitted(_ text: String, to width: Int) -> String {
    DisplayWidth.padded(DisplayWidth.cut(text, to: width), to: width, onLeft: isNumeric)
  }
}
