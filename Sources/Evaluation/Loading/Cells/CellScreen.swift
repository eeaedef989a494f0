/// A first look at the cells of a column, cheap enough for every column of a file: how many have
/// which of a few forms.
struct CellScreen: Sendable, Equatable {
  /// Cells that are no number and no day.
  var texts = 0
  /// Cells that say that they have no value.
  var missing = 0
  /// Cells with a digit that are neither text nor one of the following.
  var plain = 0
  var withPoint = 0
  /// Numbers such as `1.234`, whose point may stand between thousands.
  var withThreeDecimals = 0
  /// Whole numbers of 16 digits or more.
  var longDigits = 0
  /// Times of day that say their zone, and those that do not.
  var withZone = 0
  var withoutZone = 0

  /// Cells that are neither empty nor say that they have no value.
  var present: Int { texts + plain + withPoint + withThreeDecimals + longDigits }
  var words: Int { texts + missing }

  mutating func note(_ cell: ArraySlice<UInt8>) {
    let shape = CellShape(cell)
    if shape.hasColon { if shape.hasZone { withZone += 1 } else { withoutZone += 1 } }
    if !shape.hasDigits {
      if CellText.isMissingMark(cell) { missing += 1 } else { texts += 1 }
    } else if shape.characters > CellText.longest || CellWords.hasUnknown(cell) {
      texts += 1
    } else if shape.characters >= 16, shape.isWhole {
      longDigits += 1
    } else if !shape.hasPoint {
      plain += 1
    } else if shape.hasThreeDecimals {
      withThreeDecimals += 1
    } else {
      withPoint += 1
    }
  }
}

/// What one pass over the bytes of a cell tells.
private struct CellShape {
  var characters = 0
  var hasColon = false
  /// `Z`, `UTC`, `GMT` or a sign behind the first colon.
  var hasZone = false
  /// Digits before and after the first point.
  private var whole = 0
  private var decimals = 0
  private var points = 0
  private var startsWithSign = false
  private var startsWithZero = false

  init(_ cell: ArraySlice<UInt8>) {
    for byte in cell {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if points > 0 { decimals += 1 } else { whole += 1 }
        if whole == 1, decimals == 0, byte == UInt8(ascii: "0") { startsWithZero = true }
      case UInt8(ascii: "."): points += 1
      case UInt8(ascii: "+"), UInt8(ascii: "-"):
        if characters == 0 { startsWithSign = true }
        if hasColon { hasZone = true }
      case UInt8(ascii: ":"): hasColon = true
      case UInt8(ascii: "Z"), UInt8(ascii: "U"), UInt8(ascii: "G"): if hasColon { hasZone = true }
      default: break
      }
      // A byte that goes on with a character is none of its own.
      if byte & 0xC0 != 0x80 { characters += 1 }
    }
  }

  var hasDigits: Bool { whole + decimals > 0 }
  var hasPoint: Bool { points > 0 }

  private var sign: Int { startsWithSign ? 1 : 0 }

  /// Digits alone, but for a sign.
  var isWhole: Bool { whole > 0 && whole + sign == characters }

  /// One to three digits, not from a zero on, a point and three digits.
  var hasThreeDecimals: Bool {
    (1...3).contains(whole) && !startsWithZero && points == 1 && decimals == 3
      && whole + decimals + 1 + sign == characters
  }
}
