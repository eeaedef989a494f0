internal import Values

/// What the engine is asked for to make journeys of a log.
///
/// A step of a journey is one number: the moment in microseconds times 1,024, plus the number of the channel.
/// Sorted, the steps are in the order of time, and steps of one moment in the order of their channels, with a
/// purchase after the touches of its moment; so no order of the rows shows. As a text a journey has one
/// letter for each step.
enum JourneyStep {
  /// The most channels that have numbers of their own.
  static let mostChannels = 1_000
  /// The number of a purchase.
  static let purchase = 1_023
  private static let first = 33

  /// The steps of a journey as channels; a purchase is -1.
  static func steps(_ text: String) -> [Int32] {
    var steps: [Int32] = []
    steps.reserveCapacity(text.utf8.count)
    // A letter has one byte, or two whose first holds the upper bits; numbers go up to 1,023.
    var upper: Int32?
    for byte in text.utf8 {
      if byte >= 0xC0 {
        upper = Int32(byte & 0x1F) << 6
        continue
      }
      let letter = upper.map { $0 | Int32(byte & 0x3F) } ?? Int32(byte)
      upper = nil
      let number = letter - Int32(first)
      steps.append(number >= 0 && number < Int32(mostChannels) ? number : -1)
    }
    return steps
  }

  static func letter(_ step: Int) -> Unicode.Scalar {
    Unicode.Scalar(UInt32(truncatingIfNeeded: first + (step & 1_023))) ?? "!"
  }

  /// Moments beyond these, in microseconds, have no step: the years before 1685 and after 2255.
  static let greatestMoment = 9_000_000_000_000_000.0
}

extension ScalarOperation {
  /// The moment of a date or an instant in microseconds since 1970; with `end` that of a date is its last.
  static func journeyMoment(endOfDay: Bool) -> ScalarOperation {
    let later = endOfDay ? Instant.perDay - 1 : 0
    return ScalarOperation(
      "journey moment \(endOfDay)",
      sql: { texts in
        texts.first.map { "CAST(epoch_us(CAST(\($0) AS TIMESTAMP)) + \(later) AS DOUBLE)" }
      },
      evaluate: { values in
        switch values.first {
        case .date(let date)?:
          .number(Double(date.dayNumber) * Double(Instant.perDay) + Double(later))
        case .instant(let instant)?: .number(Double(instant.microseconds))
        default: .missing
        }
      })
  }

  /// 1 where a moment can be a step, else 0.
  static let isJourneyMoment = ScalarOperation(
    "journey moment is possible",
    sql: { texts in
      texts.first.map { "(abs(\($0)) < \(Int(exactly: JourneyStep.greatestMoment) ?? 0))" }
    },
    evaluate: { values in
      .bool((values.first?.magnitude ?? .infinity).magnitude < JourneyStep.greatestMoment)
    })
}

extension AggregateOperation {
  /// The journey of a person from (moment, number of the channel) of each step.
  static let journey = AggregateOperation(
    "journey",
    sql: { texts in
      "journey_steps(CAST(\(texts[0]) AS BIGINT) * 1024 + CAST(\(texts[1]) AS BIGINT))"
    },
    evaluate: { columns throws(ValueError) in
      guard columns.count == 2 else { return .missing }
      var steps: [Int] = []
      for (turn, (moment, number)) in zip(columns[0], columns[1]).enumerated() {
        try StopRequest.check(turn: turn)
        guard let moment = moment.magnitude.flatMap({ Int(exactly: $0) }),
          let number = number.magnitude.flatMap({ Int(exactly: $0) }),
          moment.magnitude < UInt(9_000_000_000_000_000)
        else { continue }
        steps.append(moment * 1_024 + number)
      }
      steps.sort()
      var text = ""
      text.unicodeScalars.append(contentsOf: steps.map(JourneyStep.letter))
      return .text(text)
    })

  /// What each purchase of a person was worth, from (moment, value): numbers with commas between them, in
  /// the order of time; missing of one purchase, whose worth is the sum.
  static let journeyAmounts = AggregateOperation(
    "journey amounts",
    sql: { texts in
      """
      CASE WHEN count(*) > 1 THEN string_agg(CAST(coalesce(\(texts[1]), 0e0) AS VARCHAR), ',' \
      ORDER BY \(texts[0]), \(texts[1]) NULLS LAST) END
      """
    },
    evaluate: { columns throws(ValueError) in
      guard columns.count == 2, columns[0].count > 1 else { return .missing }
      let purchases = zip(columns[0], columns[1]).map { moment, value in
        (moment: moment.magnitude ?? .infinity, value: value.magnitude)
      }
      let sorted = purchases.sorted { left, right in
        left.moment != right.moment
          ? left.moment < right.moment : left.value ?? .infinity < right.value ?? .infinity
      }
      return .text(sorted.map { "\($0.value ?? 0)" }.joined(separator: ","))
    })
}
