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
  /// The width of the widest value.
  private let valueWidth: Int
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
  ///
  /// - Throws: `interrupted` when the person does not want to wait for it.
  init(
    _ column: ColumnSchema, _ rows: [Value], total: Total? = nil, numberText: NumberText,
  ) throws(ValueError) {
    let cells = rows + (total.map { [$0.cell] } ?? [])
    func missing(_ row: Int) -> String {
      (row == rows.count ? total?.missingText : nil) ?? column.missingText
    }
    let measure = try Self.measure(column.type, cells, numberText)
    if let measure {
      (values, intervals) = try Self.aligned(cells, measure, missing: missing)
      unit = VisibleText.line(numberText.unitText(measure))
    } else {
      values = try cells.indices.stoppableMap { row throws(ValueError) in
        cells[row].isMissing ? missing(row) : VisibleText.line(numberText.text(cells[row]))
      }
      intervals = []
      unit = ""
    }
    valueWidth = try DisplayWidth.widest(values)
    name = VisibleText.line(column.name)
    isMissing = cells.map(\.isMissing)
    isNumeric = measure != nil
    isKey = column.isGroupKey
  }

  /// The one measure of all numbers in the column; nil when it holds anything else.
  private static func measure(
    _ type: Type, _ values: [Value], _ numberText: NumberText,
  ) throws(ValueError) -> Measure? {
    guard let measure = type.measure ?? values.lazy.compactMap(\.measure).first else { return nil }
    let unit = numberText.unitText(measure)
    for (turn, value) in values.enumerated() where !value.isMissing {
      try StopRequest.check(turn: turn)
      guard let other = value.measure, numberText.unitText(other) == unit else { return nil }
    }
    return measure
  }

  /// Values right-aligned at their points, and intervals with their ends below each other.
  private static func aligned(
    _ values: [Value], _ measure: Measure, missing: (_ row: Int) -> String,
  ) throws(ValueError) -> (values: [String], intervals: [String]) {
    let column = try NumberTextColumn(values, measure: measure)
    let cells = try values.stoppableMap { value throws(ValueError) in column.cell(value) }
    func widest(_ part: (NumberTextColumn.Cell) -> String?) throws(ValueError) -> Int {
      try DisplayWidth.widest(
        cells.stoppableMap { cell throws(ValueError) in cell.flatMap(part) ?? "" })
    }
    let texts = cells.enumerated().map { row, cell in cell?.value ?? missing(row) }
    let lowWidth = try widest { $0.high == nil ? nil : $0.low }
    let highWidth = try widest { $0.low == nil ? nil : $0.high }
    let intervals = try cells.stoppableMap { cell throws(ValueError) in
      switch (cell?.low, cell?.high) {
      case (let low?, let high?):
        let left = DisplayWidth.padded(low, to: lowWidth, onLeft: true)
        return "[\(left), \(DisplayWidth.padded(high, to: highWidth, onLeft: true))]"
      case (let bound?, nil), (nil, let bound?): return "[\(bound)]"
      case (nil, nil): return ""
      }
    }
    let valueWidth = try DisplayWidth.widest(texts)
    let intervalWidth = try DisplayWidth.widest(intervals)
    return (
      try texts.stoppableMap { text throws(ValueError) in
        DisplayWidth.padded(text, to: valueWidth, onLeft: true)
      },
      intervalWidth == 0
        ? []
        : try intervals.stoppableMap { text throws(ValueError) in
          DisplayWidth.padded(text, to: intervalWidth)
        }
    )
  }

  /// The width that shows everything, with intervals beside their values or below them.
  func naturalWidth(isStacked: Bool) -> Int {
    let value = valueWidth
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
