package import Values

/// Any value as it is shown on a terminal or in a pipe; ends with a line feed.
package struct ValueRenderer: Sendable {
  package var tables: TableRenderer

  package init(tables: TableRenderer = TableRenderer()) { self.tables = tables }

  package func text(
    _ value: Value, title: String? = nil, hidden: Range<Int>? = nil,
  ) throws(ValueError) -> StyledText {
    if case .table(let table) = value, let local = table.plan as? LocalTable {
      return try tables.text(
        local, title: title, hidden: hidden, total: table.total as? LocalTable)
    }
    var text = StyledText()
    if let title {
      text.append(VisibleText.line(title), .title)
      text.endLine()
    }
    switch value {
    case .record(let record): append(record, to: &text)
    case .text(let words):
      text.append(Paragraph.text(words, width: tables.width))
      text.endLine()
    default:
      text.append(tables.numberText.text(value), Self.style(of: value))
      text.endLine()
    }
    return text
  }

  private func append(_ record: Record, to text: inout StyledText) {
    let names = record.fields.map { VisibleText.line($0.name) }
    let widest = names.map(DisplayWidth.of).max() ?? 0
    for (name, field) in zip(names, record.fields) {
      text.append(DisplayWidth.padded(name, to: widest) + "  ", .header)
      text.append(
        VisibleText.line(tables.numberText.text(field.value)), Self.style(of: field.value))
      text.endLine()
    }
    if record.fields.isEmpty { text.append("{}\n") }
  }

  private static func style(of value: Value) -> TextStyle {
    switch value {
    case .missing: .muted
    case .quantity, .estimate: .number
    default: .plain
    }
  }
}
