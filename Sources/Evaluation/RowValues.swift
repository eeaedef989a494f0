internal import Values

/// Values with parts that each row has of its own, which the engine has no form of.
enum RowValues {
  /// `.cac.low` in a table of results, `{first: .a, last: .b}.last`.
  static func field(_ name: String) -> ScalarOperation {
    ScalarOperation(
      "field \(name)", sql: { _ in nil },
      evaluate: { arguments throws(ValueError) in
        arguments.first.map { field(name, of: $0) } ?? .missing
      })
  }

  /// The part of a value that has this name; missing where it has none.
  static func field(_ name: String, of value: Value) -> Value {
    switch value {
    case .record(let record): record[name] ?? .missing
    case .estimate(let estimate): estimate.field(name) ?? .missing
    case .period(let period): .date(name == "start" ? period.first : period.last)
    default: .missing
    }
  }

  /// `split(.tags, ",")[0]`: missing where a row's list is shorter.
  static let element = ScalarOperation(
    "element", sql: { _ in nil },
    evaluate: { arguments throws(ValueError) in
      guard case .list(let list)? = arguments.first, let index = arguments.last else {
        throw ValueError(.unsupported, "only a list has an element for each row")
      }
      guard let number = index.magnitude, let place = Int(exactly: number), place >= 0 else {
        throw ValueError(
          .invalidArgument, "an index is a whole number from 0",
          because: "in a row it is \(NumberText().text(index))")
      }
      return place < list.count ? list[place] : .missing
    })

  static func record(_ names: [String]) -> ScalarOperation {
    ScalarOperation(
      "record \(names.joined(separator: ", "))", passesMissing: false, sql: { _ in nil },
      evaluate: { arguments throws(ValueError) in
        .record(Record(zip(names, arguments).map { (name: $0, value: $1) }))
      })
  }
}
