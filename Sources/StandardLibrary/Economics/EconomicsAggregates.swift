internal import Statistics
package import Values

/// The sums that the economic functions ask of the engine.
extension AggregateOperation {
  /// The number of rows.
  ///
  /// It is given one argument, whose rows its Swift form counts.
  static let economicsRows = AggregateOperation(
    "economics rows", sql: { _ in "CAST(count(*) AS DOUBLE)" },
    evaluate: { columns in .number(Double(columns.first?.count ?? 0)) })

  /// The number of rows in which the argument is present.
  static let economicsPresent = AggregateOperation(
    "economics present", sql: { "CAST(count(\($0[0])) AS DOUBLE)" },
    evaluate: { columns in
      .number(Double(columns.first?.filter { !$0.isMissing }.count ?? 0))
    })

  /// The sum of the numbers that are present; 0 of none.
  static let economicsSum = AggregateOperation(
    "economics sum", sql: { "coalesce(reproducible_sum(\($0[0])), 0e0)" },
    evaluate: { columns in
      var sum = CompensatedSum()
      for value in columns.first ?? [] {
        if let number = value.magnitude, !number.isNaN { sum.add(number) }
      }
      return .number(sum.value)
    })

  /// The sum of the whole numbers that are present; 0 of none.
  static let economicsWholeSum = AggregateOperation(
    "economics whole sum", sql: { "CAST(coalesce(sum(\($0[0])), 0) AS DOUBLE)" },
    evaluate: { columns in
      .number((columns.first ?? []).reduce(0) { $0 + ($1.magnitude ?? 0) })
    })

  /// The latest day of a column of dates or instants; missing of none.
  package static let economicsLatest = AggregateOperation(
    "economics latest", sql: { "max(\(DaySQL.day($0[0])))" },
    evaluate: { columns in
      (columns.first ?? []).compactMap(calendarDay).max().map(Value.date) ?? .missing
    })

  /// The first text of a column by its bytes; missing of none.
  static let economicsFirstText = textExtreme("min") { $0.min(by: isBefore) }

  /// The last text of a column by its bytes; missing of none.
  static let economicsLastText = textExtreme("max") { $0.max(by: isBefore) }

  private static func textExtreme(
    _ name: String, _ pick: @escaping @Sendable ([String]) -> String?,
  ) -> AggregateOperation {
    AggregateOperation(
      "economics \(name) text", sql: { "\(name)(CAST(\($0[0]) AS VARCHAR))" },
      evaluate: { columns in
        let texts = (columns.first ?? []).compactMap { value in
          if case .text(let text) = value { text } else { nil }
        }
        return pick(texts).map(Value.text) ?? .missing
      })
  }
}

private func isBefore(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}

extension ScalarOperation {
  /// Which of 200 buckets a unit falls in, by its key.
  ///
  /// The buckets of the engine and of Swift differ, and so do the digits of an interval; no value
  /// depends on them.
  static let resamplingBucket = ScalarOperation(
    "economics bucket",
    sql: { texts in
      texts.first.map {
        "CAST(hash(CAST(\($0) AS VARCHAR), 0) % \(ResamplingWeights.bucketCount) AS BIGINT)"
      }
    },
    evaluate: { values in
      .number(
        Double(keyHash(values.first ?? .missing) % UInt64(ResamplingWeights.bucketCount)))
    })

  /// FNV-1a over a key's text, mixed once more so that its low bits are even.
  static func keyHash(_ value: Value) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in keyText(value).utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
    return hash ^ (hash >> 33)
  }

  /// The product of two numbers.
  static let economicsProduct = ScalarOperation(
    "economics product", sql: { $0.count == 2 ? "(\($0[0]) * \($0[1]))" : nil },
    evaluate: { values in
      guard values.count == 2, let left = values[0].magnitude, let right = values[1].magnitude
      else { return .missing }
      return .number(left * right)
    })

  /// 1 when (day, first, last) has the day between the other two, both included, else 0.
  static let isWithinDays = ScalarOperation(
    "economics within days", passesMissing: false,
    sql: { texts in
      guard texts.count == 3 else { return nil }
      let days = texts.map(DaySQL.day)
      return "(CASE WHEN \(days[0]) BETWEEN \(days[1]) AND \(days[2]) THEN 1e0 ELSE 0e0 END)"
    },
    evaluate: { values in
      let days = values.compactMap(calendarDay)
      guard days.count == 3 else { return .number(0) }
      return .number(days[1] <= days[0] && days[0] <= days[2] ? 1 : 0)
    })

  /// 1 when the first day of (day, other) is after the second, else 0.
  static let isLaterDay = ScalarOperation(
    "economics later day", passesMissing: false,
    sql: { texts in
      guard texts.count == 2 else { return nil }
      return "(CASE WHEN \(DaySQL.day(texts[0])) > \(DaySQL.day(texts[1])) THEN 1e0 ELSE 0e0 END)"
    },
    evaluate: { values in
      let days = values.compactMap(calendarDay)
      guard days.count == 2 else { return .number(0) }
      return .number(days[0] > days[1] ? 1 : 0)
    })

  /// A key as a text: equal for equal keys.
  static func keyText(_ value: Value) -> String {
    switch value {
    case .text(let text): text
    case .quantity(let quantity):
      Int(exactly: quantity.magnitude).map { "\($0)" } ?? "\(quantity.magnitude)"
    case .date(let date): "\(date)"
    case .instant(let instant): "\(instant)"
    case .bool(let bool): "\(bool)"
    case .period(let period): "\(period)"
    default: ""
    }
  }
}
