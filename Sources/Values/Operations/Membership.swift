/// `in`: among listed values, or inside a period.
package enum Membership {
  /// Whether the first argument is among the others, all in one unit: `a in [b, c]`.
  ///
  /// Missing if the first is, or if it is not among them and one of them is.
  package static let inList = ScalarOperation(
    "in list", passesMissing: false,
    sql: { arguments in
      guard arguments.count > 1 else {
        return "CASE WHEN \(arguments[0]) IS NOT NULL THEN false END"
      }
      return "\(arguments[0]) IN (\(arguments.dropFirst().joined(separator: ", ")))"
    },
    evaluate: { arguments throws(ValueError) in
      guard let first = arguments.first, !first.isMissing else { return .missing }
      let key = try ValueKey(first)
      var hasMissing = false
      for (turn, argument) in arguments.dropFirst().enumerated() {
        try StopRequest.check(turn: turn)
        let other = try ValueKey(argument)
        if other == key { return .bool(true) }
        if other.isMissing { hasMissing = true }
      }
      return hasMissing ? .missing : .bool(false)
    })

  /// What is looked for in a period.
  package enum Moment: String, Hashable, Sendable { case date, instant, period }

  /// Whether a moment lies in a period: `a in p`.
  ///
  /// The arguments are the moment, the period's first day and its last. An instant counts by its day
  /// in UTC, a period by all of its days.
  ///
  /// In the engine a period is its first day, which decides where the periods of the column do not
  /// reach over the end of `p`: months in a quarter.
  package static func inPeriod(_ moment: Moment) -> ScalarOperation {
    ScalarOperation(
      "in period \(moment.rawValue)",
      sql: { arguments in
        let day = moment == .instant ? "CAST(\(arguments[0]) AS DATE)" : arguments[0]
        return "\(day) BETWEEN \(arguments[1]) AND \(arguments[2])"
      },
      evaluate: { arguments throws(ValueError) in
        guard arguments.count == 3, case .date(let first) = arguments[1],
          case .date(let last) = arguments[2]
        else { throw Arithmetic.wrongArguments(arguments, "in") }
        switch arguments[0] {
        case .date(let date): return .bool(first <= date && date <= last)
        case .instant(let instant):
          guard let date = instant.date else { return .bool(false) }
          return .bool(first <= date && date <= last)
        case .period(let period): return .bool(first <= period.first && period.last <= last)
        default: throw Arithmetic.wrongArguments(arguments, "in")
        }
      })
  }
}
