internal import Compression
internal import Engine
internal import Values

/// An Excel file as far as it is looked at before the engine reads it: its parts and its sheets.
struct Workbook {
  let path: String
  /// The names of the worksheets in the order of their tabs.
  let sheets: [String]

  private static let largestPart = 16 << 20

  /// - Throws: `unreadable` for a file of the old format, an encrypted one, and one that is damaged.
  init(_ path: String) throws(ValueError) {
    self.path = path
    guard let bytes = FileSystem.contents(of: path) else {
      throw Self.refused(path, because: FileSystem.reason)
    }
    guard !bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else {
      throw ValueError(
        .unreadable, "the file \(path) cannot be read",
        because: "it is encrypted, or of the Excel format before 2007 (.xls); "
          + "save it in Excel as .xlsx without a password, or as .csv", argument: "path")
    }
    do throws(CompressionError) {
      let archive = try ZipArchive(bytes)
      guard
        let list = try archive.contents(of: "xl/workbook.xml", atMost: Self.largestPart)
      else { throw CompressionError("it is an archive of something else") }
      sheets = Self.names(in: String(decoding: list, as: UTF8.self))
    } catch { throw Self.refused(path, because: error.reason) }
  }

  /// The sheet that was asked for; nil for the first.
  func sheet(_ choice: Value?) throws(ValueError) -> String? {
    switch choice {
    case nil, .missing?: return nil
    case .text(let name)?:
      guard sheets.contains(name) else { throw missing("named `\(name)`") }
      return name
    case .quantity(let quantity)?:
      guard let number = Int(exactly: quantity.magnitude), sheets.indices.contains(number - 1)
      else { throw missing("number \(NumberText.exact(quantity.magnitude))") }
      return sheets[number - 1]
    case let other?:
      throw ValueError(
        .invalidArgument, "`sheet` is a name or a number, and this is a \(other.type)",
        argument: "sheet")
    }
  }

  private func missing(_ what: String) -> ValueError {
    ValueError(
      .unreadable, "\(path) has no sheet \(what)",
      because: "its sheets are \(sheets.prefix(12).map { "`\($0)`" }.joined(separator: ", "))",
      fixes: sheets.prefix(1).map { .init("load(\"\(path)\", sheet: \"\($0)\")") },
      argument: "sheet")
  }

  static func refused(_ path: String, because reason: String) -> ValueError {
    ValueError(
      .unreadable, "the file \(path) cannot be read as an Excel file", because: reason,
      argument: "path")
  }

  /// The names of the elements `sheet` of a workbook's list of parts.
  private static func names(in xml: String) -> [String] {
    xml.split(separator: "<").compactMap { element in
      let name = element.prefix { !" \t\r\n/>".contains($0) }
      guard name == "sheet" || name.hasSuffix(":sheet") else { return nil }
      for quote in ["\"", "'"] {
        let parts = element.split(separator: " name=\(quote)", maxSplits: 1)
        guard parts.count == 2, let value = parts[1].split(separator: quote).first else { continue }
        return unescaped(String(value))
      }
      return nil
    }
  }

  private static func unescaped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      guard let end = rest[start...].firstIndex(of: ";") else { break }
      let name = rest[rest.index(after: start)..<end]
      result += entity(String(name)) ?? "&\(name);"
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func entity(_ name: String) -> String? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let number =
        name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
      guard name.hasPrefix("#"), let number else { return nil }
      return Unicode.Scalar(number).map { String(Character($0)) }
    }
  }
}
