import Units
import Values

extension Function {
  package static let moving = Function(
    "moving", .windows, "The mean of the last n rows; or their sum, min, max or count.",
    overloads: [
      Overload(
        Signature(
          [
            .windowValues(.any),
            Parameter("n", .value(.number), "how many rows, with this one; at most 10,000"),
            .windowAggregate(default: .mean),
            Parameter(
              "partial", .value(.bool), default: "false",
              "whether fewer than n values are enough"),
          ],
          form: .window { types throws(ValueError) in
            let aggregate = try types.windowAggregate(for: "moving", otherwise: .mean)
            let measure = types.measure("values")
            return WindowFunction { settings throws(ValueError) in
              let length = try WindowSetting.wholeNumber(
                settings["n"], "n", of: "moving", within: 1...longestWindow)
              var isPartial = false
              if case .bool(let given)? = settings["partial"] { isPartial = given }
              return .moving(aggregate, measure, length, isPartial: isPartial)
            }
          }, resultText: "the values' unit",
          result: { types throws(ValueError) in
            try types.windowAggregate(for: "moving", otherwise: .mean)
              .type(types, for: "moving")
          }))
    ],
    definition: """
      Inside of `window`. It is missing where fewer than n of the last n rows have a value: at the \
      beginning of a group and around missing values. With `partial: true` the values that there are \
      are enough, and only where there is none it is missing.
      """,
    examples: [
      Example(
        "let t = table {\n  x\n  3\n  5\n  4\n  9\n}\n(t | window(smooth: moving(.x, 3))).smooth",
        gives: "[missing, missing, 4, 6]"),
      Example(
        "let t = table {\n  x\n  3\n  5\n  4\n  9\n}\n(t | window(smooth: moving(.x, 3, partial: true))).smooth",
        gives: "[3, 4, 4, 6]"),
    ],
    seeAlso: ["running", "lag", "window"])
}

private let longestWindow = 10_000

extension WindowOperation {
  fileprivate static func moving(
    _ aggregate: WindowAggregate, _ measure: Measure, _ length: Int, isPartial: Bool,
  ) -> WindowOperation {
    let least = isPartial ? 1 : length
    return WindowOperation(
      "moving \(aggregate) \(length) \(isPartial) \(measure)",
      keepsPeriods: aggregate.picksValues, skipsMissing: isPartial && aggregate != .count,
      sql: { arguments, window in
        let over = window.over(frame: "ROWS BETWEEN \(length - 1) PRECEDING AND CURRENT ROW")
        let value = aggregate.sql(arguments[0], over)
        return "CASE WHEN count(\(arguments[0])) \(over) >= \(least) THEN \(value) END"
      },
      evaluate: { columns throws(ValueError) in
        let values = columns.first ?? []
        var result: [Value] = []
        for row in values.indices {
          try StopRequest.check(turn: row)
          let window = values[max(0, row - length + 1)...row]
          guard window.count(where: { !$0.isMissing }) >= least else {
            result.append(.missing)
            continue
          }
          var accumulation = WindowAggregate.Accumulation(aggregate, measure)
          for value in window { try accumulation.add(value) }
          result.append(try accumulation.value())
        }
        return result
      })
  }
}
