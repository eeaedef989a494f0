import Units
import Values

/// One column of a table as text: its head, its unit and its cells, padded to align.
struct TableColumnText {
  var name: String
  var unit: String
  var cells: [String]
  var isMissing: [Bool]
  let isNumeric: Bool
  /// The widest cell.
  private(set) var cellWidth: Int
  /// The columns that it is drawn with; cells and heads beyond are cut.
  var width: Int

  /// A missing value in a table.
  static let missing = "–"

  init(_ column: ColumnSchema, _ values: [Value], numberText: NumberText) {
    let measure = Self.measure(column.type, values, numberText)
    let texts: [String]
    if let measure {
      texts = Self.aligned(values, measure)
      unit = VisibleText.line(numberText.unitText(measure))
    } else {
      texts = values.map { $0.isMissing ? Self.missing : VisibleText.line(numberText.text($0)) }
      unit = ""
    }
    cells = texts
    name = VisibleText.line(column.name)
    isMissing = values.map(\.isMissing)
    isNumeric = measure != nil
    cellWidth = texts.map(DisplayWidth.of).max() ?? 0
    width = max(cellWidth, DisplayWidth.of(name), DisplayWidth.of(unit))
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
  private static func aligned(_ values: [Value], _ measure: Measure) -> [String] {
    let column = NumberTextColumn(values, measure: measure)
    let cells = values.map(column.cell)
    func widest(_ part: (NumberTextColumn.Cell) -> String?) -> Int {
      cells.compactMap { $0.flatMap(part).map(DisplayWidth.of) }.max() ?? 0
    }
    let valueWidth = max(widest(\.value), cells.contains { $0 == nil } ? 1 : 0)
    let lowWidth = widest { $0.high == nil ? nil : $0.low }
    let highWidth = widest { $0.low == nil ? nil : $0.high }
    let intervals = cells.map { cell in
      switch (cell?.low, cell?.high) {
      case (let low?, let high?):
        let left = DisplayWidth.padded(low, to: lowWidth, onLeft: true)
        return " [\(left), \(DisplayWidth.padded(high, to: highWidth, onLeft: true))]"
      case (let bound?, nil), (nil, let bound?): return " [\(bound)]"
      case (nil, nil): return ""
      }
    }
    let intervalWidth = intervals.map(DisplayWidth.of).max() ?? 0
    return zip(cells, intervals).map { cell, interval in
      DisplayWidth.padded(cell?.value ?? missing, to: valueWidth, onLeft: true)
        + DisplayWidth.padded(interval, to: intervalWidth)
    }
  }

  /// A head or a cell in the column's width.
  func fitted(_ text: String) -> String {
    DisplayWidth.padded(DisplayWidth.cut(text, to: width), to: width, onLeft: isNumeric)
  }

  /// The least width that keeps numbers whole and text readable.
  var leastWidth: Int { isNumeric ? max(cellWidth, 3) : min(width, 8) }
}
