package import Columns
package import Values

/// What is to be computed of tables: a small relational algebra of pure values.
///
/// A relation runs in the engine as SQL (`SQLWriter`) or, when all its sources are in memory, in
/// Swift (`LocalExecution`). Both give the same rows in the same order.
package indirect enum Relation: TablePlan {
  case scan(FileScan)
  case local(LocalTable)
  /// Rows that are made as the engine asks for them.
  case generated(any RowSource)
  /// Rows for which the condition is true; missing counts as not true.
  case filter(Relation, ScalarExpression)
  /// Exactly these columns.
  case project(Relation, [NamedScalar])
  /// One row for each combination of the keys (one row in all without keys), ordered by the keys,
  /// missing last. The measures hold aggregates.
  case aggregate(Relation, keys: [NamedScalar], measures: [NamedScalar])
  /// The aggregations by each of these sets of keys (their indices) from one pass over the rows:
  /// the keys that a set lacks are missing in its rows.
  ///
  /// The rows are ordered by the keys, missing last. A key that some set lacks must not be missing
  /// in a row of the input, for nothing else tells the rows of the sets apart.
  case groupingSets(Relation, keys: [NamedScalar], sets: [[Int]], measures: [NamedScalar])
  case join(Relation, Relation, Join)
  /// The same rows in the same order, with further columns.
  case window(Relation, Window)
  /// Stable; missing last whatever the direction.
  case sort(Relation, [SortKey])
  case limit(Relation, Int)
  /// The first row of each combination of these columns (all columns when empty), in order.
  case distinct(Relation, by: [String])
  /// By name; a column that a part lacks is missing there. Columns in the order first met.
  case append([Relation])
}

/// Columns of a file that the engine reads directly.
package struct FileScan: Hashable, Sendable {
  package enum Format: String, Hashable, Sendable { case csv, parquet, json, excel }

  /// A column as the file has it and as the relation shows it.
  package struct Column: Hashable, Sendable {
    package var name: String
    /// The engine's own name of the type to read it as: `VARCHAR`, `DOUBLE`, `DATE`.
    package var engineType: String
    /// Where the cells are in the file: the keys of a JSON object, outermost first, or the letters
    /// of a worksheet's column.
    ///
    /// Other formats have none.
    package var keys: [String] = []

    package init(name: String, engineType: String) {
      self.name = name
      self.engineType = engineType
    }
  }

  package var path: String
  /// Where the bytes are, if they are not at the path: in a clean or unpacked copy.
  package var contents: String?
  package var format: Format
  package var columns: [Column]
  /// How a CSV is read; ignored for Parquet.
  package var delimiter: String
  package var quote: String
  package var escape: String
  package var hasHeader: Bool
  package var skippedLines: Int
  package var dateFormat: String?
  package var timestampFormat: String?
  /// Whether its texts may have an apostrophe that keeps a spreadsheet from running them, which is
  /// to be taken off.
  package var hasGuardedTexts = false
  /// Whether the file holds rows of this program as they stand, where an empty text in quotes is
  /// not missing.
  package var isOwnRows = false
  /// The key of the one array of a JSON object that has the rows; nil where they are the file's own.
  package var member: String?
  /// The worksheet by its name, and the rectangle of its cells that has the rows.
  package var sheet: String?
  package var range: String?
  /// Rows that are left out, by their numbers from 1; a CSV is copied without them instead.
  package var leftOutRows: [Int] = []
  /// The length in bytes of the longest line of a CSV, if it may be beyond the engine's usual limit.
  package var longestLine: Int?
  /// How many bytes of a CSV the engine reads at once; nil for its own choice.
  package var bufferLength: Int?
  /// Size, modification time and inode when it was loaded: a later read of another file is an error.
  package var identity: FileIdentity

  package init(
    path: String, contents: String? = nil, format: Format, columns: [Column],
    delimiter: String = ",", quote: String = "\"",
    escape: String = "\"", hasHeader: Bool = true, skippedLines: Int = 0,
    dateFormat: String? = nil, timestampFormat: String? = nil, longestLine: Int? = nil,
    identity: FileIdentity,
  ) {
    self.path = path
    self.contents = contents
    self.format = format
    self.columns = columns
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
    self.hasHeader = hasHeader
    self.skippedLines = skippedLines
    self.dateFormat = dateFormat
    self.timestampFormat = timestampFormat
    self.longestLine = longestLine
    self.identity = identity
  }
}

/// What tells one version of a file from another.
package struct FileIdentity: Hashable, Sendable {
  package var size: Int
  package var modifiedNanoseconds: Int
  package var inode: UInt64

  package init(size: Int, modifiedNanoseconds: Int, inode: UInt64) {
    self.size = size
    self.modifiedNanoseconds = modifiedNanoseconds
    self.inode = inode
  }
}

/// How two relations are joined.
package struct Join: Sendable {
  package enum Keep: String, Hashable, Sendable { case both, left, right, all }

  /// Pairs of columns that must be equal; missing equals nothing.
  package var keys: [(left: String, right: String)]
  package var keep: Keep
  /// The columns of the result: from which side each comes and what it is called.
  ///
  /// A key of `keep: all` is taken from whichever side has it.
  package var output: [Output]

  package struct Output: Hashable, Sendable {
    package enum Side: Hashable, Sendable {
      case left(String)
      case right(String)
      case either(left: String, right: String)
    }

    package var name: String
    package var side: Side

    package init(_ name: String, _ side: Side) {
      self.name = name
      self.side = side
    }
  }

  package init(keys: [(left: String, right: String)], keep: Keep, output: [Output]) {
    self.keys = keys
    self.keep = keep
    self.output = output
  }
}

package struct SortKey: Sendable {
  package var expression: ScalarExpression
  package var isDescending: Bool

  package init(_ expression: ScalarExpression, descending: Bool = false) {
    self.expression = expression
    self.isDescending = descending
  }
}

extension Relation {
  /// The names of the relation's columns in order.
  package var columnNames: [String] {
    switch self {
    case .scan(let scan): return scan.columns.map(\.name)
    case .local(let table): return table.type.columns.map(\.name)
    case .generated(let source): return source.columns.map(\.name)
    case .filter(let input, _), .sort(let input, _), .limit(let input, _), .distinct(let input, _):
      return input.columnNames
    case .project(_, let columns): return columns.map(\.name)
    case .window(let input, let window):
      return input.columnNames + window.columns.map(\.name)
    case .aggregate(_, let keys, let measures), .groupingSets(_, let keys, _, let measures):
      return (keys + measures).map(\.name)
    case .join(_, _, let join): return join.output.map(\.name)
    case .append(let parts):
      var names: [String] = []
      for part in parts {
        for name in part.columnNames where !names.contains(name) { names.append(name) }
      }
      return names
    }
  }
}
