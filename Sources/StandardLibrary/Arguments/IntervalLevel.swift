internal import Units
internal import Values

/// The level of the intervals of a call.
enum IntervalLevel {
  /// Errors: `invalidArgument` where it is none.
  static func of(_ call: Call) throws(ValueError) -> Double { try checked(call.value("level")) }

  static func checked(_ value: Value?) throws(ValueError) -> Double {
    let level = value?.magnitude ?? 0.95
    guard level > 0, level < 1 else {
      throw ValueError(
        .invalidArgument, "`level:` must lie between 0% and 100%",
        because: "it is \(NumberText().text(Quantity(level, .share)))",
        fixes: [.init("level: 95%")], argument: "level")
    }
    return level
  }
}
