internal import Statistics
internal import Units
internal import Values

/// The answer in sentences, for `explain`: when, how much, where, how sure, and what it cost.
struct BrandMemo {
  private let question: BrandQuestion
  private let answer: BrandAnswer
  private let rows: BrandRows
  private let estimates: SeriesEstimates
  private let text = NumberText()

  init(
    _ question: BrandQuestion, _ answer: BrandAnswer, _ rows: BrandRows,
    _ estimates: SeriesEstimates
  ) {
    (self.question, self.answer) = (question, answer)
    (self.rows, self.estimates) = (rows, estimates)
  }

  /// All paragraphs.
  var paragraphs: [String] {
    guard case .success(let all) = answer.others.all else { return when }
    return when + [lost(all), places, course(all), direction(all)] + season(all)
      + [placebos(all), cost(all)]
  }

  /// The dark periods, and what was lost in all: the two notes under the table.
  var notes: [Note] {
    guard case .success(let all) = answer.others.all else { return when.map { Note(.note, $0) } }
    return (when + [lost(all)]).map { Note(.note, $0) }
  }

  // MARK: What happened

  private var when: [String] {
    question.periods.map { period in
      let days = Double(period.positions.count) * question.daysPerPeriod
      let length = question.daysPerPeriod
      return "\(question.brand) was dark from \(day(period.first)) to \(lastDay(period.last)), "
        + "\(text.text(.number(days.rounded()))) days: \(money(period.during / length)) a day instead of \(money(period.usual / length))"
        + (period.isOpenAtEnd ? "; the data end before it is back" : "")
    }
  }

  private func lost(_ all: ChannelEffect) -> String {
    let total = all.total
    let loss = text.text(estimates.estimate(total.loss, total.replicates))
    let relative = text.text(
      estimates.estimate(total.relative, total.relativeReplicates, .share))
    let observed = text.text(Quantity(total.observed, question.columns.measure))
    let expected = text.text(Quantity(total.expected.rounded(), question.columns.measure))
    return
      "all other channels had \(observed) then and in the \(question.recovery) \(question.grain.rawValue)s after it, where \(expected) were to be expected: they lost \(loss), \(relative)"
      + (total.isShown ? "" : "; chance alone can make as much")
  }

  private var places: String {
    var shown: [String] = [], open: [String] = []
    for (name, outcome) in rows.effects where name != BrandRows.allOthers {
      guard case .success(let effect) = outcome, name != question.brand else { continue }
      if effect.total.isShown { shown.append(name) } else { open.append(name) }
    }
    let alone =
      shown.isEmpty
      ? "in no channel alone is the loss clear of chance"
      : "by themselves \(NameList.text(shown)) lost more than chance explains"
    return open.isEmpty
      ? alone : "\(alone); of \(NameList.text(open)) their own rows do not tell"
  }

  private func course(_ all: ChannelEffect) -> String {
    guard let window = all.windows.first else { return "" }
    let unit = question.grain.rawValue
    let begin =
      window.lag.map { "the loss showed after \($0) \(unit)s" }
      ?? "the loss never showed while it was dark"
    guard window.lag != nil else { return begin }
    let end =
      window.recoveryTime.map {
        $0 == 0
          ? "nothing more was missing as soon as the spend was back"
          : "\($0) \(unit)s after the spend was back nothing more was missing"
      } ?? "at the end of the recovery something was still missing"
    return "\(begin), and \(end)"
  }

  // MARK: How sure that is

  private func direction(_ all: ChannelEffect) -> String {
    var sentence = "was spend cut because sales fell? "
    if let lead = all.lead {
      let before = lead.before
      sentence +=
        "in the weeks before it the channels had \(number(before.observed)) where \(number(before.expected)) were to be expected, as little by chance in \(BrandWarnings.percent(lead.tailArea)): \(lead.isFound ? "that speaks for it" : "nothing speaks for it")"
    } else {
      sentence += "nothing is known from before it"
    }
    if let test = answer.others.spendTest {
      sentence +=
        test.isFound
        ? "; spend follows the outcomes of the week before"
        : "; spend does not follow the outcomes of the week before"
    }
    return sentence
  }

  private func season(_ all: ChannelEffect) -> [String] {
    let years = all.season.years.count
    guard years > 0, let tailArea = all.season.tailArea else {
      return ["is it the season? no other year has these weeks"]
    }
    let found =
      all.season.isFound
      ? "these weeks differ in other years as well, and the estimate takes that into account"
      : "these weeks of \(years) other year\(years == 1 ? "" : "s") are as the model expects"
    return ["is it the season? \(found) (by chance in \(BrandWarnings.percent(tailArea)))"]
  }

  private func placebos(_ all: ChannelEffect) -> String {
    let windows = all.placebos.windows.count
    guard windows > 0 else { return "no window before it is long enough for a placebo" }
    return
      "of \(windows) windows as long before it, in which nothing was dark, \(all.placebos.asLarge) lost as large a share"
  }

  private func cost(_ all: ChannelEffect) -> String {
    let saved = question.periods.reduce(0) { sum, period in
      sum + (period.usual - period.during) * Double(period.positions.count)
    }
    var sentence = "\(money(saved)) was not spent on \(question.brand)"
    if all.total.loss > 0, all.total.isShown {
      sentence += ", \(money(saved / all.total.loss)) for each one lost in the other channels"
    }
    if case .success(let own)? = answer.own {
      let loss = text.text(estimates.estimate(own.total.loss, own.total.replicates))
      sentence += "; \(question.brand) itself lost \(loss)"
    }
    return sentence
  }

  private func number(_ value: Double) -> String { text.text(.number(value.rounded())) }
  private func money(_ value: Double) -> String {
    text.text(Quantity(value, .unit(Unit(question.spend.currency))))
  }
  private func day(_ position: Int) -> String {
    question.calendar.day(position).map { "\($0)" } ?? "?"
  }
  private func lastDay(_ position: Int) -> String {
    question.calendar.lastDay(position).map { "\($0)" } ?? "?"
  }
}
