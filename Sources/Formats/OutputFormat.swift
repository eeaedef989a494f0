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
  /// What stands between two values of one output.
  package let separator: String
  private let writer: @Sendable (FormattedValue) throws(ValueError) -> String

  init(
    _ name: String, suffix: String, summary: String, isForReading: Bool = false,
    separator: String = "",
    writer: @escaping @Sendable (FormattedValue) throws(ValueError) -> String
  ) {
    self.name = name
    self.suffix = suffix
    self.summary = summary
    self.isForReading = isForReading
    self.separator = separator
    self.writer = writer
  }

  /// The text of a value, ending with a line feed.
  ///
  /// A table must hold its rows as a `LocalTable`. The title stands above the value in a document;
  /// formats for programs have none. `dollar` is the code of the currency that `$` stands for where
  /// the text is for a person. O(cells).
  ///
  /// - Throws: `interrupted` when the person does not want to wait for it.
  package func text(
    _ value: Value, title: String? = nil, dollar: String = "USD"
  ) throws(ValueError) -> String {
    try writer(FormattedValue(value: value, title: title, dollar: dollar))
  }

  package static let all: [OutputFormat] = [.csv, .json, .jsonLines, .markdown]

  package static func named(_ name: String) -> OutputFormat? { all.first { $0.name == name } }
}

/// A value with what is known of how it is to be shown.
struct FormattedValue {
  var value: Value
  var title: String?
  var dollar: String
}

extension Value {
  /// The rows of a table in memory.
  var localTable: LocalTable? {
    if case .table(let table) = self { table.plan as? LocalTable } else { nil }
  }

  /// The line about all rows of a table, where it has one.
  var localTotal: LocalTable? {
    if case .table(let table) = self { table.total as? LocalTable } else { nil }
  }
}
