package import Values

/// What the engine is asked for to make journeys of a log.
///
/// A step of a journey is one number: the moment in microseconds times 1,024, plus the number of the channel.
/// Sorted, the steps are in the order of time, and steps of one moment in the order of their channels, with a
/// purchase after the touches of its moment; so no order of the rows shows.
enum JourneyStep {
  /// The most channels that have numbers of their own.
  static let mostChannels = 1_000
  /// The number of a purchase.
  static let purchase = 1_023
  /// The letter of the number 0.
  static let first = 33

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
  /// The journey of a person from (moment, number of the channel, value) of each step, as `JourneyText` reads
  /// it; with `hasTimes` the spans between the steps of a person who bought something are in it.
  package static func journey(hasTimes: Bool) -> AggregateOperation {
    AggregateOperation(
      "journey\(hasTimes ? " with times" : "")",
      sql: { texts in
        let step = "CAST(\(texts[0]) AS BIGINT) * 1024 + CAST(\(texts[1]) AS BIGINT)"
        return "journey_\(hasTimes ? "times" : "steps")(\(step), CAST(\(texts[2]) AS DOUBLE))"
      },
      evaluate: { columns throws(ValueError) in
        guard columns.count == 3 else { return .missing }
        var steps: [(number: Int, value: Double)] = []
        for turn in columns[0].indices {
          try StopRequest.check(turn: turn)
          guard let moment = columns[0][turn].magnitude.flatMap({ Int(exactly: $0) }),
            let number = columns[1][turn].magnitude.flatMap({ Int(exactly: $0) }),
            moment.magnitude < UInt(9_000_000_000_000_000)
          else { continue }
          steps.append((moment * 1_024 + number, columns[2][turn].magnitude ?? 0))
        }
        steps.sort { $0.number == $1.number ? $0.value < $1.value : $0.number < $1.number }
        return .text(JourneyText.written(steps, hasTimes: hasTimes))
      })
  }
}
