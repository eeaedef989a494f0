internal import DelimitedText
internal import Engine
internal import Planning
internal import Values

/// A delimited text file that was looked at: its form, and where it is read.
struct TextFile: Sendable {
  /// Where its own bytes are: the user's path, or an unpacked temporary.
  var source: String
  var form: TextForm
  /// The clean copy that is read in its place; nil when it is plain.
  var copy: String?
  /// What the engine finds of its types.
  var format: CSVFormat

  struct Key: Hashable {
    var path: String
    var identity: FileIdentity
    var encoding: String?
    var totals = TotalsChoice.proven
  }

  /// The dialect of what is read.
  static func dialect(_ form: TextForm, isCopied: Bool) -> CSVDialect {
    let dialect = isCopied ? CleanCopy.dialect(of: form) : form.dialect
    func text(_ byte: UInt8) -> String { String(UnicodeScalar(byte)) }
    // The engine reads lines of up to 2,000,000 bytes; cells of a copy may grow by quoting.
    let longest = form.longestRecord > 900_000 ? form.longestRecord * 2 + 4096 : nil
    return CSVDialect(
      delimiter: text(dialect.delimiter), quote: text(dialect.quote), escape: text(dialect.escape),
      header: isCopied || form.hasHeader, longestLine: longest)
  }

  /// What of it was left out or mended.
  func notes(_ path: String) -> [String] { form.repairs.sentence.map { ["\(path): \($0)"] } ?? [] }

  /// The scan of its columns, each of the type that the engine finds.
  func scan(_ path: String, _ identity: FileIdentity) -> FileScan {
    // Reading days without being told how is faster than by a stated format.
    let usualDay = "%Y-%m-%d"
    var scan = FileScan(
      path: path, format: .csv,
      columns: zip(form.columnNames, format.columns).map {
        .init(name: FormulaGuard.unguarding($0), engineType: $1.engineType)
      },
      dateFormat: format.dateFormat == usualDay ? nil : format.dateFormat,
      timestampFormat: format.timestampFormat, identity: identity)
    scan.hasGuardedTexts = true
    read(&scan)
    return scan
  }

  /// Makes a scan of the file read it where, and as, it is to be read.
  func read(_ scan: inout FileScan) {
    let dialect = Self.dialect(form, isCopied: copy != nil)
    scan.contents = copy ?? (source == scan.path ? nil : source)
    (scan.delimiter, scan.quote, scan.escape) = (dialect.delimiter, dialect.quote, dialect.escape)
    (scan.hasHeader, scan.longestLine) = (dialect.header, dialect.longestLine)
  }
}
