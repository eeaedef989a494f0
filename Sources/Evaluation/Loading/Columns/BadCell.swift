internal import DelimitedText
internal import Engine
internal import Planning
internal import Values

extension EngineAccess {
  /// A cell that does not fit its column's type, by the names that the file has.
  static func badCell(_ error: EngineError, _ scans: [FileScan]) -> ValueError {
    guard let place = error.place else { return ValueError(.data, error.message) }
    let scan = scans.count == 1 ? scans.first : nil
    let cell = place.value.map { "`\($0)`" } ?? "a cell"
    let file = scan.map { " of \($0.path)" } ?? ""
    let column = place.column.map { name($0, in: scan) }
    return ValueError(
      .data,
      "\(cell) in line \(place.line)\(file) does not fit the column\(column.map { " `\($0)`" } ?? "")",
      because: place.wantedType.map { "the column is read as \(words(for: $0))" } ?? error.message,
      fixes: scan.map { scan in
        [
          place.value.map(TotalsLabel.isLabel) ?? false
            ? .init(
              "load(\(LoadRequest.quoted(scan.path)), totals: \"drop\")",
              note: "leaves out the rows that are labelled as sums")
            : .init(
              "load(\(LoadRequest.quoted(scan.path)), bad: \"missing\")",
              note: "makes such cells missing, and counts them")
        ]
      } ?? [])
  }

  /// The queries call the columns of a CSV `c0`, `c1` and so on.
  private static func name(_ column: String, in scan: FileScan?) -> String {
    guard let scan, scan.format == .csv, column.hasPrefix("c"),
      let index = Int(column.dropFirst()), scan.columns.indices.contains(index)
    else { return column }
    return scan.columns[index].name
  }

  private static func words(for engineType: String) -> String {
    switch engineType.uppercased() {
    case "DOUBLE", "FLOAT", "BIGINT", "INTEGER", "HUGEINT": "numbers"
    case "DATE": "days"
    case "BOOLEAN": "true and false"
    case let type: type.hasPrefix("TIMESTAMP") ? "moments" : type.lowercased()
    }
  }
}

/// Cells that do not fit their column, made missing and counted.
enum BadCells {
  /// A cell of text as another type; missing where it does not fit.
  ///
  /// Words such as `epoch` and `inf`, which the engine knows as days and numbers, do not fit.
  static func cast(to engineType: String) -> ScalarOperation {
    ScalarOperation(
      "try cast \(engineType)",
      sql: { arguments in
        let cast = "TRY_CAST(\(arguments[0]) AS \(engineType))"
        guard engineType != "BOOLEAN" else { return cast }
        return "CASE WHEN regexp_matches(\(arguments[0]), '[0-9]') THEN \(cast) END"
      },
      evaluate: { _ throws(ValueError) in
        throw ValueError(.unsupported, "cells are read from text only in files")
      })
  }

  /// How many cells are present and do not fit.
  static func count(_ cast: ScalarOperation) -> AggregateOperation {
    AggregateOperation(
      "count bad \(cast.name)",
      sql: { arguments in
        let converted = cast.sql(arguments) ?? arguments[0]
        return
          "CAST(count(*) FILTER (WHERE \(arguments[0]) IS NOT NULL AND \(converted) IS NULL) AS DOUBLE)"
      },
      evaluate: { _ throws(ValueError) in .missing })
  }
}

extension ScalarExpression {
  /// The expression with another in the place of a column.
  func replacing(column name: String, with other: ScalarExpression) -> ScalarExpression {
    switch self {
    case .column(name): other
    case .column, .constant: self
    case .call(let operation, let parts):
      .call(operation, parts.map { $0.replacing(column: name, with: other) })
    case .aggregate(let operation, let parts):
      .aggregate(operation, parts.map { $0.replacing(column: name, with: other) })
    case .window(let operation, let parts):
      .window(operation, parts.map { $0.replacing(column: name, with: other) })
    case .conditional(let condition, let then, let otherwise):
      .conditional(
        if: condition.replacing(column: name, with: other),
        then: then.replacing(column: name, with: other),
        else: otherwise.replacing(column: name, with: other))
    }
  }
}
