/// Which bytes divide a text into records and fields.
package struct Dialect: Sendable, Equatable {
  package enum LineEnd: Sendable, Equatable {
    /// LF, alone or after CR.
    case lineFeed
    /// CR alone.
    case carriageReturn
  }

  package var delimiter: UInt8
  package var quote: UInt8
  /// What makes a quote part of a quoted field: a second quote, or a backslash.
  package var escape: UInt8
  package var lineEnd: LineEnd

  package init(
    delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\""),
    escape: UInt8 = UInt8(ascii: "\""), lineEnd: LineEnd = .lineFeed
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
    self.lineEnd = lineEnd
  }

  var lineEndByte: UInt8 { lineEnd == .lineFeed ? 0x0A : 0x0D }
}
