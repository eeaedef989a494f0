internal import Columns
internal import Planning
internal import Units
internal import Values

/// Amounts written with their currency: `12 EUR`, `$1,200.50`.
///
/// One column has one currency.
struct MoneyText {
  let column: String
  let scan: FileScan
  let engine: EngineAccess

  /// The number of an amount, without its currency and its thousands separators.
  static let magnitude = ScalarOperation(
    "money text",
    sql: { "TRY_CAST(regexp_replace(\($0[0]), '[^0-9eE.+-]', '', 'g') AS DOUBLE)" },
    evaluate: { _ throws(ValueError) in
      throw ValueError(.unsupported, "amounts are read from text only in files")
    })

  private static let code = ScalarOperation(
    "currency of an amount",
    sql: { "nullif(regexp_extract(\($0[0]), '[A-Za-z]{3}|[$€£¥₺₼₹₩₪]'), '')" },
    evaluate: { _ throws(ValueError) in .missing })

  static let isNoAmount = ScalarOperation(
    "is no amount",
    sql: {
      "NOT regexp_full_match(trim(\($0[0])), '([A-Z]{3}|[$€£¥₺₼₹₩₪])? ?[-+]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)([.][0-9]+)? ?([A-Z]{3}|[$€£¥₺₼₹₩₪])?')"
    },
    evaluate: { _ throws(ValueError) in .missing })

  /// The currency that every amount of the column is in; nil where no amount says one.
  func currency(role: String) throws(ValueError) -> NamedUnit? {
    let odd = try Self.distinct(
      .column(column), of: scan, where: .call(Self.isNoAmount, [.column(column)]), engine: engine)
    if let example = odd.first {
      throw ValueError(
        .data, "the column `\(column)` of \(scan.path) holds text where amounts are required",
        because: "one of its cells is `\(example)`",
        fixes: [
          .init(
            "load(\"\(scan.path)\", as: \(role == "cost" ? "spend" : "customers"), bad: \"missing\")"
          )
        ])
    }
    let codes = try Self.distinct(.call(Self.code, [.column(column)]), of: scan, engine: engine)
    return try Self.single(codes, column: column, path: scan.path)
  }

  /// The distinct texts of an expression over a file, missing ones left out.
  static func distinct(
    _ expression: ScalarExpression, of scan: FileScan, where condition: ScalarExpression? = nil,
    engine: EngineAccess
  ) throws(ValueError) -> [String] {
    var source = Relation.scan(scan)
    if let condition { source = .filter(source, condition) }
    let found = try engine.run(
      .limit(.aggregate(source, keys: [NamedScalar("key", expression)], measures: []), 10))
    guard let column = found.columns.first else { return [] }
    return (0..<found.rowCount).compactMap { column.text(at: $0) }
  }

  static func single(
    _ codes: [String], column: String, path: String
  ) throws(ValueError) -> NamedUnit? {
    let catalogue = UnitCatalogue()
    var units: [NamedUnit] = []
    for code in codes {
      guard let unit = catalogue.named(code.uppercased()) ?? catalogue.named(code),
        unit.base.kind == .currency
      else {
        throw ValueError(
          .data, "`\(code)` in the column `\(column)` of \(path) is no known currency")
      }
      if !units.contains(unit) { units.append(unit) }
    }
    guard units.count <= 1 else {
      throw ValueError(
        .data,
        "the column `\(column)` of \(path) has \(units.count) currencies: \(units.map(\.name).joined(separator: ", "))",
        because: "amounts in two currencies do not add up, and no rate is stated",
        fixes: [.init("load(\"eur.csv\", units: {cost: EUR})", note: "one file for each currency")])
    }
    return units.first
  }
}

/// Cells that do not fit their column, made missing and counted.
enum BadCells {
  /// A cell of text as another type; missing where it does not fit.
  static func cast(to engineType: String, dateFormat: String?) -> ScalarOperation {
    ScalarOperation(
      "try cast \(engineType) \(dateFormat ?? "")",
      sql: { arguments in
        if engineType == "DATE", let dateFormat, !dateFormat.contains("'") {
          return "CAST(try_strptime(\(arguments[0]), '\(dateFormat)') AS DATE)"
        }
        return "TRY_CAST(\(arguments[0]) AS \(engineType))"
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
    case .conditional(let condition, let then, let otherwise):
      .conditional(
        if: condition.replacing(column: name, with: other),
        then: then.replacing(column: name, with: other),
        else: otherwise.replacing(column: name, with: other))
    }
  }
}
