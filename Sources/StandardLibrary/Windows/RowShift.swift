import Values

/// The value of another row of the group, some places away.
struct RowShift: Sendable {
  var name: String
  /// −1 for rows before, 1 for rows after.
  var direction: Int

  private static let farthest = 1_000_000

  var overload: Overload {
    Overload(
      Signature(
        [
          .windowValues(.any),
          Parameter("n", .value(.number), default: "1", "how many rows away"),
        ],
        form: .window { _ in
          WindowFunction { settings throws(ValueError) in
            try operation(
              WindowSetting.wholeNumber(
                settings["n"], "n", of: name, within: 1...Self.farthest, otherwise: 1))
          }
        }, resultText: "the values' type",
        result: { types in types.column("values")?.type ?? .unknown
        }))
  }

  /// The operation of so many rows away.
  func operation(_ distance: Int) -> WindowOperation {
    WindowOperation(
      "\(name) \(distance)", keepsPeriods: true,
      sql: { "\(name)(\($0[0]), \(distance)) \($1.over())" },
      evaluate: { columns in
        let values = columns.first ?? []
        return values.indices.map { row in
          let other = row + direction * distance
          return values.indices.contains(other) ? values[other] : .missing
        }
      })
  }
}

extension Parameter {
  /// The column of which a window function takes the rows.
  static func windowValues(_ pattern: TypePattern) -> Parameter {
    Parameter("values", .value(pattern), "a column")
  }
}

/// Settings of window functions, which are the same for all rows.
enum WindowSetting {
  /// A whole number in a range; another is an error that states the range.
  static func wholeNumber(
    _ value: Value?, _ name: String, of function: String, within range: ClosedRange<Int>,
    otherwise standard: Int? = nil,
  ) throws(ValueError) -> Int {
    guard let value else {
      if let standard { return standard }
      throw ValueError(.invalidArgument, "`\(function)` requires `\(name)`", argument: name)
    }
    guard let magnitude = value.magnitude, let number = Int(exactly: magnitude),
      range.contains(number)
    else {
      let text = NumberText()
      let upper = text.text(.number(Double(range.upperBound)))
      throw ValueError(
        .invalidArgument,
        "`\(function)` requires a whole number from \(range.lowerBound) to \(upper), "
          + "but `\(name)` is \(text.text(value))", argument: name)
    }
    return number
  }

  /// The text of a choice on which the type of the result depends, so that it must be written out.
  static func choice(
    _ name: String, of types: CallTypes, for function: String, otherwise standard: String,
  ) throws(ValueError) -> String {
    guard types.has(name) else { return standard }
    guard let word = types.word(name) else {
      throw ValueError(
        .invalidArgument, "`\(name)` of `\(function)` is a text that is written out",
        because: "the unit of the result depends on it",
        fixes: [.init("\(name): \"\(standard)\"")], argument: name)
    }
    return word
  }
}
