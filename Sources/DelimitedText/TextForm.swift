/// The form of a delimited text file, as far as it was looked at.
package struct TextForm: Sendable, Equatable {
  package var encoding: TextEncoding
  package var dialect: Dialect
  package var columnNames: [String]
  package var hasHeader: Bool
  /// Records before the header, or before the rows where there is none.
  var leadingRecords = 0
  /// What is done with rows of sums.
  package var totals = TotalsChoice.proven
  /// The rows of sums that are left out, by their numbers among all rows from 1.
  var totalsRows: [Int] = []
  /// Rows that are labelled as sums, and belong to the table.
  package var suspects: [TotalsAudit.Suspect] = []
  /// How many rows there are that belong to the table; nil when not the whole file was looked at.
  package var rowCount: Int?
  package var repairs = Repairs()
  /// Whether a reader of RFC 4180 in UTF-8 gives the same rows, told the dialect.
  package var isPlain = true
  /// The length in bytes of the longest record that was seen.
  package var longestRecord = 0
}

/// What is done with rows that are labelled as sums, as `totals:` says it.
package enum TotalsChoice: String, Sendable, Hashable {
  /// Those at the ends, and those that are sums of the rows beside them, are left out.
  case proven
  /// All of them belong to the table.
  case keep
  /// None of them does.
  case drop
}
