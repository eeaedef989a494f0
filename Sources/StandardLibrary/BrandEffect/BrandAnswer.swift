internal import Statistics
internal import Units
internal import Values

/// What the dark periods of a brand did to the outcomes of all channels.
struct BrandAnswer {
  typealias Outcome = Result<ChannelEffect, BrandEffectError>

  /// The channels but the brand, in the order of the question.
  let others: BrandEffect
  /// The brand's own outcomes; nil where it has none.
  let own: Outcome?

  /// Runs the kernel.
  ///
  /// Errors: `data` where nothing can be said of any channel.
  init(_ question: BrandQuestion, level: Double, seed: UInt64) throws(ValueError) {
    let calendar: EffectCalendar =
      switch question.grain {
      case .day: .days
      case .week: .weeks
      case .month: .months
      case .quarter: EffectCalendar(block: 1, year: 4)
      case .year: EffectCalendar(block: 1, year: 1)
      }
    func effect(_ channels: [EffectChannel]) throws(BrandEffectError) -> BrandEffect {
      try BrandEffect(
        channels, brandSpend: question.brandSpend, dark: question.periods.map(\.positions),
        recovery: question.recovery, calendar: calendar, level: level, seed: seed)
    }
    do {
      others = try effect(question.channels)
      own = question.own.map { own in
        Result { () throws(BrandEffectError) in try effect([own]) }.flatMap { $0.channels[0] }
      }
    } catch {
      throw BrandRefusal(question).error(error)
    }
  }
}

/// Says in words why an effect of dark periods cannot be judged.
struct BrandRefusal {
  private let question: BrandQuestion

  init(_ question: BrandQuestion) { self.question = question }

  func error(_ reason: BrandEffectError) -> ValueError {
    ValueError(.data, sentence(reason), because: because(reason), argument: "outcomes")
  }

  /// What stands in a note of a channel.
  func words(_ reason: BrandEffectError) -> String {
    "\(sentence(reason)): \(because(reason))"
  }

  private func sentence(_ reason: BrandEffectError) -> String {
    switch reason {
    case .nothingAsked: "there is no channel beside `\(question.brand)`"
    case .tooLittleBefore: "too little is known from before the dark period"
    case .darkPeriod: "the dark period lies outside of the data"
    case .tooFew(let channel, _, _): "too little is known of \(channel)"
    case .constant(let channel, _): "\(channel) does not vary"
    case .unobserved(let channel, _): "\(channel) has no value in the dark period"
    case .value(_, let channel, _):
      "\(channel ?? question.brand) has an amount below zero or without end"
    case .structural(_, let channel), .regression(_, let channel):
      "the model says nothing of \(channel)"
    case .length, .level: "the series do not fit together"
    }
  }

  private func because(_ reason: BrandEffectError) -> String {
    let text = NumberText()
    func number(_ value: Double) -> String { text.text(.number(value)) }
    switch reason {
    case .nothingAsked(let channels, let periods):
      return "there are \(channels) channels and \(periods) dark periods"
    case .tooLittleBefore(let blocks, let least, let block):
      let unit = block == 7 ? "week" : question.grain.rawValue
      return "\(blocks) \(unit)s lie before it, and \(least) are needed"
    case .darkPeriod(let range, let points):
      return "it has the places \(range.lowerBound) to \(range.upperBound) of \(points)"
    case .tooFew(_, let conversions, let least):
      return
        "it has \(number(conversions)) outside of the dark period, and \(number(least)) are needed"
    case .constant(_, let value): return "it is \(number(value)) at all times"
    case .unobserved(_, let points): return "all \(points) \(question.grain.rawValue)s are gaps"
    case .value(let value, _, let position):
      return "\(question.calendar.day(position).map { "\($0)" } ?? "one day") has \(number(value))"
    case .structural, .regression:
      return "what is known of it does not tell its level and noise apart"
    case .length(_, let expected, let found): return "they have \(expected) and \(found) values"
    case .level(let level): return "the level is \(level)"
    }
  }
}
