package import Diagnostics
package import Values

/// What a session tells the shell while it evaluates: plain values, so that the session may one day
/// live in a process of its own.
package enum SessionMessage: Sendable {
  /// A value to be printed on standard output.
  case shown(ShownValue)
  /// Words for standard error: what was loaded, left out or assumed.
  case note(Note)
  /// A mistake, a warning or a failed check.
  case diagnostic(Diagnostic)
  /// A test of the script begins; what is shown until it ends is shown by it.
  case testBegan(String)
  /// The test of this name has ended; true when all of its checks held.
  case testEnded(String, passed: Bool)
}

/// A value with how it is to be shown.
///
/// A table is already fetched: its plan is a `LocalTable` that holds all rows, or those before and
/// after the `hidden` ones; so is its total.
package struct ShownValue: Sendable {
  package var value: Value
  package var title: String?
  package var mode: String?
  /// The rows of a table that were not fetched, by their numbers from 0.
  package var hidden: Range<Int>?
  /// How many rows are asked for; nil leaves it to who shows them.
  package var rows: Int?
  /// The code of the currency that `$` stands for in the session.
  package var dollar: String

  package init(
    value: Value, title: String? = nil, mode: String? = nil, rows: Int? = nil,
    hidden: Range<Int>? = nil, dollar: String = "USD"
  ) {
    self.value = value
    self.dollar = dollar
    self.title = title
    self.mode = mode
    self.rows = rows
    self.hidden = hidden
  }
}

/// How tables are shown where nothing else is said.
package struct TableView: Sendable, Hashable {
  /// The name of the format.
  package var format = "table"
  /// The most rows; nil for all, as piped output wants.
  package var mostRows: Int?

  package init(format: String = "table", mostRows: Int? = nil) {
    self.format = format
    self.mostRows = mostRows
  }
}

/// How much of what runs is done.
package struct Progress: Sendable, Hashable {
  /// From 0 to 1.
  package var share: Double
  /// Rows that were read, and all; 0 where that is not known.
  package var rowsDone: Int
  package var rowsInAll: Int

  package init(share: Double, rowsDone: Int = 0, rowsInAll: Int = 0) {
    self.share = share
    self.rowsDone = rowsDone
    self.rowsInAll = rowsInAll
  }
}

/// How a statement or a script ended, with the exit code that a headless run gives for it.
package enum SessionOutcome: Int, Hashable, Sendable {
  case succeeded = 0
  case runtimeError = 1
  case usageError = 2
  case checkError = 3
  case checkFailed = 4
  case dataError = 5
  case outputError = 74
  case interrupted = 130
}

/// What the shell sets when it opens a session.
package struct SessionOptions: Sendable {
  package var seed: UInt64 = 1
  /// The day that `today` is; nil for the last event date in the data used.
  package var today: CalendarDate?
  /// Counts are strict too, and money needs its currency.
  package var isStrict = false
  /// How many threads the engine uses; nil for as many as the machine has.
  ///
  /// One gives the same bytes also where the order of rows matters.
  package var threads: Int?
  /// How tables are shown where the script does not say.
  package var view = TableView()
  /// The options of the command line itself, which no `param` may be called: `--format`.
  package var reservedOptions: Set<String> = []
  /// `--name value` options for the script's `param` statements.
  package var parameters: [(name: String, text: String)] = []
  /// In a script a `let` may not replace a binding; at the prompt it may, and says so.
  package var isInteractive = false
  /// The user's own headers of roles, one role a line; nil where there are none.
  package var roles: SourceText?

  /// The bytes of a Markdown table, for `save`; the text is the code of the currency that `$` stands
  /// for.
  package var markdown: (@Sendable (LocalTable, String) throws(ValueError) -> [UInt8])?

  package init() {}
}
