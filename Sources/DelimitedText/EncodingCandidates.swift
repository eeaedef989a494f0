/// Which encodings a text that is no UTF-8 may have, for the user to choose from.
enum EncodingCandidates {
  /// Bytes that are common letters in an encoding of the region, and rare signs in the others.
  private static let telling: [(encoding: String, bytes: Set<UInt8>)] = [
    // Ğ İ Ş ğ ı ş
    ("windows-1254", [0xD0, 0xDD, 0xDE, 0xF0, 0xFD, 0xFE]),
    // Ś Ť Ź ś ť ź Ł Ą ł ą ş ż Ż, and the letters with caron and double acute
    (
      "windows-1250",
      [0x8C, 0x8D, 0x8F, 0x9C, 0x9D, 0x9F, 0xA3, 0xA5, 0xB3, 0xB9, 0xBF, 0xAF, 0xEA, 0xF5, 0xFB]
    ),
  ]

  /// The likeliest encodings first, each with the word that it reads.
  static func candidates(for words: [[UInt8]]) -> [TextFileError.ReadWord] {
    var order = ["windows-1252"]
    for (encoding, bytes) in telling {
      let count = words.count { word in word.contains { bytes.contains($0) } }
      if count * 5 >= words.count, count > 0 { order.insert(encoding, at: 0) }
    }
    if arePairs(words) { order.insert("gb18030", at: 0) }
    if order.count == 1 { order.append("windows-1254") }
    return order.prefix(2).compactMap { name in
      word(of: words, in: name).map { TextFileError.ReadWord(encoding: name, word: $0) }
    }
  }

  /// True when nearly all bytes beyond ASCII come in pairs, as Chinese characters do.
  private static func arePairs(_ words: [[UInt8]]) -> Bool {
    let paired = words.count { word in
      let high = word.count { $0 >= 0x80 }
      return high >= 2 && high % 2 == 0 && text(word, in: "gb18030") != nil
    }
    return paired * 10 >= words.count * 8
  }

  /// The longest of the first words that an encoding can read.
  private static func word(of words: [[UInt8]], in name: String) -> String? {
    words.prefix(16).compactMap { text($0, in: name) }.max { $0.utf8.count < $1.utf8.count }
  }

  private static func text(_ word: [UInt8], in name: String) -> String? {
    guard let encoding = try? TextEncoding(named: name),
      let conversion = try? CharacterConversion(from: encoding)
    else { return nil }
    var (output, isValid): ([UInt8], Bool) = ([], true)
    conversion.convert(word, isLast: true, to: &output) { _ in isValid = false }
    return isValid ? String(decoding: output, as: UTF8.self) : nil
  }
}
