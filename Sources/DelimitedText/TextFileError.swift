/// Why a text file cannot be read as rows.
package enum TextFileError: Error, Sendable, Equatable {
  /// The system refuses to read or write; the reason is its own word.
  case system(reason: String)
  /// There is nothing but blanks in the file.
  case empty
  case unknownEncoding(String)
  /// Too many bytes are no UTF-8 for them to be damage: the file has an encoding that must be named.
  ///
  /// - Parameters:
  ///   - byte: counted from 1 in the line.
  ///   - candidates: encodings in the order of likelihood, each with the word that it would read.
  case undecodable(line: Int, byte: Int, value: UInt8, count: Int, candidates: [ReadWord])
  /// A quoted field begins in this line and never ends.
  case openQuote(line: Int)
  /// A column's name holds a NUL.
  case unnamable(column: Int)

  /// A word of the file as an encoding reads it.
  package struct ReadWord: Sendable, Equatable {
    package var encoding: String
    package var word: String
  }
}
