import Glibc

/// Writes a text file anew in the plain form that the engine reads: UTF-8, LF, RFC 4180 quotes, a header
/// of `c0`, `c1` and so on, each row as wide as it, and nothing but rows.
@safe package struct CleanCopy: ~Copyable {
  private let descriptor: Int32
  private let width: Int
  private let delimiter: UInt8
  private var output: [UInt8] = []

  /// The dialect of the copy: its delimiter is the file's, which tells how its numbers are written.
  package static func dialect(of form: TextForm) -> Dialect {
    Dialect(delimiter: form.dialect.delimiter)
  }

  private static let pieceLength = 1 << 20

  /// Writes the rows of a file to another that must not exist yet.
  ///
  /// - Parameters:
  ///   - form: what `Inspection` found of the file.
  ///   - path: the file.
  ///   - copy: the file to write.
  ///   - isStopped: asked from time to time; the copy ends there when it is true.
  /// - Throws: When either file cannot be read or written; nothing is left then.
  /// - Complexity: One pass over the file, in constant memory but for its longest record.
  package static func write(
    _ form: TextForm, of path: String, to copy: String, isStopped: () -> Bool = { false }
  ) throws(TextFileError) {
    do throws(TextFileError) {
      var writer = try CleanCopy(copy, form)
      try writer.write(form, of: path, isStopped: isStopped)
    } catch {
      unsafe unlink(copy)
      throw error
    }
  }

  private init(_ path: String, _ form: TextForm) throws(TextFileError) {
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileBytes.problem() }
    width = form.columnNames.count
    delimiter = form.dialect.delimiter
  }

  deinit { close(descriptor) }

  private mutating func write(
    _ form: TextForm, of path: String, isStopped: () -> Bool
  ) throws(TextFileError) {
    // A line end in a name would tell the engine how lines end, so the names stay out of the copy.
    append((0..<width).map { Field(bytes: Array("c\($0)".utf8)) })
    let rows = try DataRows(path, form: form)
    while try rows.advance() {
      let record = rows.records.current
      if !record.hasQuotes, !record.isIrregular, record.fieldCount == width,
        form.dialect.quote == UInt8(ascii: "\"")
      {
        output += rows.records.buffer[record.bytes]
        output.append(0x0A)
      } else {
        append(rows.records.fields)
      }
      if output.count >= Self.pieceLength {
        try flush()
        if isStopped() { break }
      }
    }
    try flush()
  }

  /// Appends a row: cells beyond the width are left out, and what is lacking is empty.
  private mutating func append(_ fields: [Field]) {
    for index in 0..<width {
      if index > 0 { output.append(delimiter) }
      if index < fields.count { append(fields[index].bytes) }
    }
    if width == 1, fields.first?.bytes.isEmpty ?? true { output += [0x22, 0x22] }
    output.append(0x0A)
  }

  private mutating func append(_ cell: [UInt8]) {
    let needsQuotes =
      cell.first == 0x20 || cell.last == 0x20
      || cell.contains { $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else {
      output += cell
      return
    }
    output.append(0x22)
    for byte in cell {
      if byte == 0x22 { output.append(0x22) }
      output.append(byte)
    }
    output.append(0x22)
  }

  private mutating func flush() throws(TextFileError) {
    var written = 0
    while written < output.count {
      let count = unsafe output.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          descriptor, buffer.baseAddress.map { unsafe $0 + written }, output.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileBytes.problem() }
      written += count
    }
    output.removeAll(keepingCapacity: true)
  }
}
