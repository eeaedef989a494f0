import Units
import Values

/// JSON written by hand, so that key order and numbers are the same everywhere (RFC 8259).
///
/// Numbers have full precision; what is not finite, which never leaves a function, becomes null.
enum JSONText {
  static func object(_ members: [(name: String, json: String)]) -> String {
    "{" + members.map { string($0.name) + ":" + $0.json }.joined(separator: ",") + "}"
  }

  static func array(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }

  static func number(_ number: Double?) -> String {
    guard let number, number.isFinite else { return "null" }
    return NumberText.exact(number)
  }

  /// Text with everything escaped that is not printable: the output may be read on a terminal.
  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case 0x00..<0x20, 0x7F...0x9F, 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E,
        0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
        for unit in String(scalar).utf16 { result += escape(unit) }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// `"USD/customer"`; null for a plain number and a share.
  static func unit(_ measure: Measure?) -> String {
    guard let measure, !measure.unit.isOne else { return "null" }
    return string(measure.unit.description)
  }
}
