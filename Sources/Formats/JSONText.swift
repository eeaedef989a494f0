import Units
import Values

/// JSON written by hand, so that key order and numbers are the same everywhere (RFC 8259).
///
/// Numbers have full precision; what is not finite, which never leaves a function, becomes null.
package enum JSONText {
  package static func object(_ members: [(name: String, json: String)]) -> String {
    "{" + members.map { string($0.name) + ":" + $0.json }.joined(separator: ",") + "}"
  }

  package static func array(_ elements: [String]) -> String {
    "[" + elements.joined(separator: ",") + "]"
  }

  static func number(_ number: Double?) -> String {
    guard let number, number.isFinite else { return "null" }
    return NumberText.exact(number)
  }

  /// Text with everything escaped that is not printable: the output may be read on a terminal.
  package static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.isUnprintable:
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
