import Values

extension Function {
  package static let rank = Function(
    "rank", .windows, "The place of each row by a value: 1 for the smallest.",
    overloads: [
      Overload(
        Signature(
          [
            .windowValues(.any),
            Parameter(
              "ties", .choice(RankTies.names), default: "\"lowest\"", "the place of equal values"),
          ],
          form: .window { types throws(ValueError) in
            let name = try WindowSetting.choice(
              "ties", of: types, for: "rank", otherwise: RankTies.lowest.rawValue)
            let operation = (RankTies(rawValue: name) ?? .lowest).operation
            return WindowFunction { _ in operation }
          }, resultText: "Number", result: { _ in .number }))
    ],
    definition: """
      Inside of `window`. With a minus sign, `rank(-.x)`, the largest is 1. Equal values share the \
      lowest of their places, and the next has the place after all of them: 1, 2, 2, 4. With `ties:` \
      "mean" they share the mean of their places, 1, 2.5, 2.5, 4; with "dense" no place is left out, \
      1, 2, 2, 3; with "order" the order of the window decides, 1, 2, 3, 4. A missing value has no \
      place.
      """,
    examples: [
      Example(
        "let t = table {\n  x\n  3\n  5\n  4\n  5\n}\n(t | window(place: rank(-.x))).place",
        gives: "[4, 1, 3, 1]")
    ],
    seeAlso: ["window", "top", "sort"])
}

/// What place equal values have.
private enum RankTies: String, CaseIterable {
  case lowest, mean, dense, order

  static let names = allCases.map(\.rawValue)

  var operation: WindowOperation {
    WindowOperation(
      "rank \(rawValue)",
      sql: { arguments, window in
        let x = arguments[0]
        let ordered = window.over(order: ["\(x) NULLS LAST"])
        let place =
          switch self {
          case .lowest: "CAST(rank() \(ordered) AS DOUBLE)"
          case .dense: "CAST(dense_rank() \(ordered) AS DOUBLE)"
          case .order:
            "CAST(row_number() \(window.over(order: ["\(x) NULLS LAST", window.place])) AS DOUBLE)"
          case .mean:
            "rank() \(ordered) + (count(*) \(window.over(order: [], alsoBy: [x])) - 1) / 2e0"
          }
        return "CASE WHEN \(x) IS NOT NULL THEN \(place) END"
      },
      evaluate: { columns throws(ValueError) in
        var keys: [ValueKey] = []
        for value in columns.first ?? [] { keys.append(try ValueKey(value)) }
        return places(of: keys)
      })
  }

  private func places(of keys: [ValueKey]) -> [Value] {
    let present = keys.indices.filter { !keys[$0].isMissing }.sorted { left, right in
      let order = keys[left].compared(to: keys[right]) ?? 0
      return order == 0 ? left < right : order < 0
    }
    var result = [Value](repeating: .missing, count: keys.count)
    var start = 0
    var distinct = 0
    while start < present.count {
      var end = start + 1
      while end < present.count, keys[present[end]] == keys[present[start]] { end += 1 }
      distinct += 1
      for index in start..<end {
        let place =
          switch self {
          case .lowest: Double(start + 1)
          case .dense: Double(distinct)
          case .order: Double(index + 1)
          case .mean: Double(start + 1 + end) / 2
          }
        result[present[index]] = .number(place)
      }
      start = end
    }
    return result
  }
}
