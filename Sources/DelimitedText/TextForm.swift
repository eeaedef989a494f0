/// The form of a delimited text file, as far as it was looked at.
package struct TextForm: Sendable, Equatable {
  package var encoding: TextEncoding
  package var dialect: Dialect
  package var columnNames: [String]
  package var hasHeader: Bool
  /// Records before the header, or before the rows where there is none.
  var leadingRecords = 0
  var firstRowIsTotals = false
  /// How many rows there are between header and totals; nil when not the whole file was looked at.
  package var rowCount: Int?
  package var repairs = Repairs()
  /// Whether a reader of RFC 4180 in UTF-8 gives the same rows, told the dialect.
  package var isPlain = true
  /// The length in bytes of the longest record that was seen.
  package var longestRecord = 0
}
