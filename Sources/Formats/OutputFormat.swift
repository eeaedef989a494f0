package import Values

/// A way to write values for programs and documents, declared once: `--format` and its help read
/// the list.
///
/// The table for a person on a terminal is not here: Terminal draws it.
package struct OutputFormat: Sendable {
  package let name: String
  /// How the names of such files end, without the dot.
  package let suffix: String
  package let summary: String
  /// True where the text is for a person, so that it must not hold hidden or control characters.
  package let isForReading: Bool
  private let writer: @Sendable (Value) -> String

  init(
    _ name: String, suffix: String, summary: String, isForReading: Bool = false,
    writer: @escaping @Sendable (Value) -> String
  ) {
    self.name = name
    self.suffix = suffix
    self.summary = summary
    self.isForReading = isForReading
    self.writer = writer
  }

  /// The text of a value, ending with a line feed.
  ///
  /// A table must hold its rows as a `LocalTable`. O(cells).
  package func text(_ value: Value) -> String { writer(value) }

  package static let all: [OutputFormat] = [.csv, .json, .jsonLines, .markdown]

  package static func named(_ name: String) -> OutputFormat? { all.first { $0.name == name } }
}

extension Value {
  /// The rows of a table in memory.
  var localTable: LocalTable? {
    if case .table(let table) = self { table.plan as? LocalTable } else { nil }
  }
}
