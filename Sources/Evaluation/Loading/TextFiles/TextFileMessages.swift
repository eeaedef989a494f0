internal import DelimitedText
internal import Planning
internal import Values

/// What is said of a text file that cannot be read.
enum TextFileMessages {
  static func error(_ error: TextFileError, path: String) -> ValueError {
    switch error {
    case .system(let reason) where reason == "stopped": return .interrupted
    case .system(let reason):
      return ValueError(
        .unreadable, "the file \(path) cannot be read", because: reason, argument: "path")
    case .empty:
      return ValueError(
        .unreadable, "the file \(path) is empty",
        because: "a CSV begins with the names of its columns", argument: "path")
    case .unknownEncoding(let name):
      return ValueError(
        .invalidArgument, "there is no encoding \"\(name)\"",
        because: "those in common use are utf-8, utf-16, windows-1252, windows-1254, windows-1250, "
          + "iso-8859-9 and gb18030",
        fixes: [.init("load(\"\(path)\", encoding: \"windows-1252\")")], argument: "encoding")
    case .undecodable(let line, let byte, let value, let count, let candidates):
      let hexadecimal = String(value, radix: 16, uppercase: true)
      return ValueError(
        .unreadable,
        "\(path) is not UTF-8: byte \(number(byte)) of line \(number(line)) is 0x\(hexadecimal)",
        because: "\(number(count)) bytes of it are no UTF-8, and only the encoding that it was "
          + "written in says which letters they are",
        fixes: candidates.map {
          .init("load(\"\(path)\", encoding: \"\($0.encoding)\")", note: "reads \($0.word)")
        }, argument: "path")
    case .openQuote(let line):
      return ValueError(
        .unreadable, "a quoted cell of \(path) begins in line \(number(line)) and never ends",
        because: "everything from there on would be one cell", argument: "path")
    case .unnamable(let column):
      return ValueError(
        .unreadable, "the name of column \(number(column)) of \(path) holds a NUL character",
        because: "no column can be called so", argument: "path")
    }
  }

  private static func number(_ count: Int) -> String {
    NumberText().text(Quantity(Double(count)))
  }
}
