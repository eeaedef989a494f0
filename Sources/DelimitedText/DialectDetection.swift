/// Finds which bytes divide a text, by its beginning.
enum DialectDetection {
  /// In the order of preference where several divide the text equally well: a comma may also stand
  /// in numbers and sentences, the others hardly do.
  private static let delimiters: [UInt8] = [0x09, UInt8(ascii: ";"), UInt8(ascii: "|"), 0x2C]

  static func dialect(of text: [UInt8], isWhole: Bool) -> Dialect {
    var dialect = Dialect(lineEnd: lineEnd(of: text))
    if let stated = statedDelimiter(text) {
      dialect.delimiter = stated
    } else {
      dialect.delimiter = delimiter(of: text, isWhole: isWhole, dialect: dialect)
    }
    if hasSingleQuotes(text, dialect) {
      dialect.quote = UInt8(ascii: "'")
      dialect.escape = dialect.quote
    }
    if hasBackslashes(text, dialect) { dialect.escape = UInt8(ascii: "\\") }
    return dialect
  }

  /// CR where more lines end in CR alone than in LF, quoted cells left out.
  private static func lineEnd(of text: [UInt8]) -> Dialect.LineEnd {
    guard text.contains(0x0D) else { return .lineFeed }
    var (returns, feeds, isQuoted) = (0, 0, false)
    for index in text.indices {
      switch text[index] {
      case 0x22: isQuoted.toggle()
      case 0x0A where !isQuoted: feeds += 1
      case 0x0D where !isQuoted:
        if index + 1 == text.count || text[index + 1] != 0x0A { returns += 1 }
      default: break
      }
    }
    return returns > feeds ? .carriageReturn : .lineFeed
  }

  /// The delimiter of a first line `sep=;`, by which a spreadsheet is told.
  static func statedDelimiter(_ text: [UInt8]) -> UInt8? {
    let line = text.prefix(8).prefix { $0 != 0x0A && $0 != 0x0D }.filter { $0 != 0x22 }
    guard line.count == 5, line.starts(with: Array("sep=".utf8)), let last = line.last,
      delimiters.contains(last)
    else { return nil }
    return last
  }

  /// The delimiter by which the largest part of the rows has one number of cells, two at least.
  private static func delimiter(of text: [UInt8], isWhole: Bool, dialect: Dialect) -> UInt8 {
    var best: (delimiter: UInt8, matching: Int, rows: Int)?
    for delimiter in delimiters {
      var candidate = dialect
      candidate.delimiter = delimiter
      let widths = FileHead.widths(of: text, isWhole: isWhole, dialect: candidate)
      let (width, matching) = commonWidth(of: widths)
      guard width > 1, matching * 2 >= widths.count || matching >= 3 else { continue }
      // Under a wrong delimiter the line ends in quoted cells make more rows.
      if matching * (best?.rows ?? 1) > (best?.matching ?? 0) * widths.count {
        best = (delimiter, matching, widths.count)
      }
    }
    if let best { return best.delimiter }
    // One column: a delimiter that the text does not have.
    return [0x2C, 0x09, UInt8(ascii: ";"), UInt8(ascii: "|")].first { !text.contains($0) } ?? 0x1F
  }

  /// How many cells most rows have, of several equally common numbers the largest, and how many
  /// rows these are.
  static func commonWidth(of widths: [Int]) -> (width: Int, rows: Int) {
    var counts: [Int: Int] = [:]
    for width in widths { counts[width, default: 0] += 1 }
    let best = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
    return best.map { ($0.key, $0.value) } ?? (0, 0)
  }

  /// True when cells are quoted by `'` and none by `"`.
  private static func hasSingleQuotes(_ text: [UInt8], _ dialect: Dialect) -> Bool {
    let mark = UInt8(ascii: "'")
    guard text.contains(mark) else { return false }
    var isFieldStart = true
    var (opened, closed) = (0, 0)
    for index in text.indices {
      let byte = text[index]
      if isFieldStart, byte == dialect.quote { return false }
      if isFieldStart, byte == mark { opened += 1 }
      isFieldStart = byte == dialect.delimiter || byte == 0x0A || byte == 0x0D
      if isFieldStart, index > 0, text[index - 1] == mark { closed += 1 }
    }
    if text.last == mark { closed += 1 }
    return opened > 1 && opened == closed
  }

  /// True when quotes inside quoted cells are written `\"` and never `""`.
  private static func hasBackslashes(_ text: [UInt8], _ dialect: Dialect) -> Bool {
    guard text.contains(UInt8(ascii: "\\")) else { return false }
    var (escaped, position) = (false, 0)
    var isQuoted = false
    while position < text.count {
      let byte = text[position]
      let next = position + 1 < text.count ? text[position + 1] : 0x0A
      if byte == dialect.quote {
        if isQuoted, next == dialect.quote { return false }
        isQuoted.toggle()
      } else if isQuoted, byte == UInt8(ascii: "\\"), next == dialect.quote {
        let after = position + 2 < text.count ? text[position + 2] : 0x0A
        // A path such as C:\ may end a cell.
        if after != dialect.delimiter, after != 0x0A, after != 0x0D { escaped = true }
        position += 1
      }
      position += 1
    }
    return escaped
  }
}
