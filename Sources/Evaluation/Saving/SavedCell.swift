internal import Planning
internal import Values

/// The cells of a saved file as the engine computes them from a table's columns.
///
/// Each is an operation with only an SQL form: saved rows do not pass through this program.
enum SavedCell {
  /// A cell as it lies in a file with types: Parquet.
  static func typed(_ type: Type) -> ScalarOperation {
    switch type {
    case .measure, .estimate: FiniteNumber.operation
    case .date, .period(.some): operation("date") { "CAST(\($0) AS DATE)" }
    case .instant: operation("instant") { "CAST(\($0) AS TIMESTAMP)" }
    case .bool: operation("bool") { "CAST(\($0) AS BOOLEAN)" }
    default: operation("text") { "CAST(\($0) AS VARCHAR)" }
    }
  }

  /// A cell of CSV: numbers in full precision, dates as ISO text, and text that no spreadsheet runs.
  static func separated(_ type: Type) -> ScalarOperation {
    if let plain = plain(type) { return plain }
    return operation("guarded text") { "guarded(CAST(\($0) AS VARCHAR))" }
  }

  /// A cell as JSON text; missing is null.
  static func json(_ type: Type) -> ScalarOperation {
    switch type {
    case .measure, .estimate, .bool: plain(type) ?? typed(type)
    default:
      if let plain = plain(type) {
        operation("json \(plain.name)") { "to_json(\(plain.sql([$0]) ?? $0))" }
      } else {
        operation("json text") { "to_json(CAST(\($0) AS VARCHAR))" }
      }
    }
  }

  /// A cell of a worksheet, where a text is no formula whatever it begins with.
  static func worksheet(_ type: Type) -> ScalarOperation {
    switch type {
    case .measure, .estimate, .bool, .date, .instant: typed(type)
    case .period(.some): plain(type) ?? typed(type)
    default:
      operation("worksheet text") { cell in
        """
        CASE WHEN length(CAST(\(cell) AS VARCHAR)) > \(longestWorksheetText) \
        THEN error('\(tooLongForWorksheet)') \
        WHEN regexp_matches(CAST(\(cell) AS VARCHAR), '\(notInXML)') \
        THEN error('\(controlInWorksheet)') \
        ELSE CAST(\(cell) AS VARCHAR) END
        """
      }
    }
  }

  /// The most characters that a cell of a worksheet holds (ECMA-376, the limit of the program that
  /// the format is of).
  private static let longestWorksheetText = 32_767
  static let tooLongForWorksheet = "a text is longer than the 32,767 characters of a worksheet cell"
  static let controlInWorksheet = "a text holds a control character, which a worksheet cannot"
  /// What no XML 1.0 document may hold.
  private static let notInXML = #"[\x00-\x08\x0B\x0C\x0E-\x1F\x{FFFE}\x{FFFF}]"#

  /// A row as one JSON object, from its keys and values in turn.
  static let object = operation(of: "json object") { parts in
    var texts = ["'{'"]
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      if index > 0 { texts.append("','") }
      texts += ["to_json(\(parts[index]))", "':'", "coalesce(\(parts[index + 1]), 'null')"]
    }
    texts.append("'}'")
    return "concat(\(texts.joined(separator: ", ")))"
  }

  /// The text of anything but text, as `NumberText.exact` and the values' descriptions write it; nil
  /// for text.
  private static func plain(_ type: Type) -> ScalarOperation? {
    switch type {
    case .measure, .estimate:
      operation("number") { cell in
        let number = "CAST(\(cell) AS DOUBLE)"
        return """
          CASE WHEN abs(\(number)) < 1e15 AND \(number) = trunc(\(number)) \
          THEN CAST(CAST(\(number) AS BIGINT) AS VARCHAR) \
          ELSE CAST((\(OperationSQL.finite(number))) AS VARCHAR) END
          """
      }
    case .bool: operation("bool") { "CAST(CAST(\($0) AS BOOLEAN) AS VARCHAR)" }
    case .date: operation("date") { "CAST(CAST(\($0) AS DATE) AS VARCHAR)" }
    case .instant:
      operation("instant") { cell in
        let time = "CAST(\(cell) AS TIMESTAMP)"
        return """
          CASE WHEN date_trunc('second', \(time)) = \(time) \
          THEN strftime(\(time), '%Y-%m-%dT%H:%M:%SZ') \
          ELSE strftime(\(time), '%Y-%m-%dT%H:%M:%S.%fZ') END
          """
      }
    case .period(let grain?): operation("period \(grain)") { period($0, grain) }
    default: nil
    }
  }

  /// A period is its first day to the engine.
  private static func period(_ cell: String, _ grain: PeriodGrain) -> String {
    let day = "CAST(\(cell) AS DATE)"
    return switch grain {
    case .year: "strftime(\(day), '%Y')"
    case .quarter: "strftime(\(day), '%Y') || '-Q' || CAST(quarter(\(day)) AS VARCHAR)"
    case .month: "strftime(\(day), '%Y-%m')"
    case .week: "strftime(\(day), '%G-W%V')"
    case .day: "CAST(\(day) AS VARCHAR)"
    }
  }

  private static func operation(
    _ name: String, _ sql: @escaping @Sendable (String) -> String
  ) -> ScalarOperation {
    operation(of: name) { sql($0[0]) }
  }

  private static func operation(
    of name: String, _ sql: @escaping @Sendable ([String]) -> String
  ) -> ScalarOperation {
    ScalarOperation(
      "saved \(name)", passesMissing: false, sql: sql,
      evaluate: { _ throws(ValueError) in
        throw ValueError(.unsupported, "cells of a file are made by the engine")
      })
  }
}
