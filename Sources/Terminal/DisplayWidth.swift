import Values

/// How many columns of a terminal text takes, without asking a locale.
///
/// Wide ranges are those of East Asian Width W and F (Unicode 15, UAX #11) at the coarseness of
/// whole blocks, with emoji by their presentation property.
package enum DisplayWidth {
  /// The width of text on one line, in O(length).
  package static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text.utf8.count }
    var width = 0
    var last = 0
    for scalar in text.unicodeScalars {
      // The emoji selector widens the character before it.
      if scalar.value == 0xFE0F, last == 1 {
        width += 1
        last = 2
        continue
      }
      let own = of(scalar)
      width += own
      if own > 0 { last = own }
    }
    return width
  }

  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    if isMark(scalar) { return 0 }
    return isWide(scalar) ? 2 : 1
  }

  /// True for what is drawn onto the character before it.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    // The vowels and finals of conjoining Hangul follow their initial.
    if (0x1160...0x11FF).contains(scalar.value) { return true }
    if (0x1F3FB...0x1F3FF).contains(scalar.value) { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return true
    default: return false
    }
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x17000...0x18CFF,
      0x1B000...0x1B2FF, 0x20000...0x3FFFD:
      true
    // Flags are pairs of regional indicators, one column each.
    case 0x1F1E6...0x1F1FF: false
    default: scalar.properties.isEmojiPresentation
    }
  }

  /// The width of the widest text; 0 of none.
  static func widest(_ texts: [String]) throws(ValueError) -> Int {
    var widest = 0
    for (turn, text) in texts.enumerated() {
      try StopRequest.check(turn: turn)
      widest = max(widest, of(text))
    }
    return widest
  }

  /// The text cut to a width in O(width), with `…` last when something was left out.
  package static func cut(_ text: String, to width: Int) -> String {
    guard width > 0 else { return "" }
    if text.utf8.count <= width || of(text) <= width { return text }
    var result = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      let own = of(scalar)
      guard used + own <= width - 1 else { break }
      used += own
      result.append(scalar)
    }
    return String(result) + "…"
  }

  package static func padded(
    _ text: String, to width: Int, onLeft: Bool = false,
  ) -> String {
    let space = String(repeating: " ", count: max(0, width - of(text)))
    return onLeft ? space + text : text + space
  }
}
