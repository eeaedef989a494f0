/// Tests of a fitted response by its own data.
enum ResponseDoubts {
  /// Tests give a warning below this probability.
  static let probability = 0.01
  static let greatestAutocorrelation = 0.5
  static let greatestKurtosis = 3.0
  static let leastPeriodsPerParameter = 3

  static func all(
    _ fits: FamilyFits, _ search: ResponseSearch, _ solution: ResponseSolution
  ) -> [ResponseWarning] {
    let question = fits.question
    let design = search.design
    var warnings: [ResponseWarning] = []
    let rest = zip(question.outcome, solution.fitted).map { $0 - $1 }
    for (place, channel) in question.fitted.enumerated() {
      let test = DemandTest(
        spend: question.channels[channel].spend, residuals: rest,
        columns: question.columns + question.index.deviations)
      if let test, test.tailArea < DemandTest.probability / Double(question.fitted.count) {
        warnings.append(.spendFollowsDemand(channel: channel, tailArea: test.tailArea))
      }
      if let tailArea = HalvesTest.tailArea(search, place, solution.contributions[place]),
        tailArea < probability / Double(question.fitted.count)
      {
        warnings.append(.halvesDiffer(channel: channel, tailArea: tailArea))
      }
    }
    if fits.autocorrelation > greatestAutocorrelation {
      warnings.append(.autocorrelated(fits.autocorrelation))
    }
    let innovations = Array(search.rowResiduals.prefix(design.rows.periods.count))
    if let tailArea = WhitenessTest.tailArea(innovations), tailArea < probability {
      warnings.append(.beyondFirstOrder(tailArea: tailArea))
    }
    if let season = WhitenessTest.season(innovations), season.tailArea < probability {
      warnings.append(.seasonLeft(periods: season.periods, tailArea: season.tailArea))
    }
    let kurtosis = excessKurtosis(innovations)
    if kurtosis > greatestKurtosis { warnings.append(.heavyTails(excessKurtosis: kurtosis)) }
    return warnings + ofInput(question, parameters: design.allParameterCount)
  }

  /// What is to be said of the question, whatever was fitted.
  static func ofInput(_ question: ResponseQuestion, parameters: Int) -> [ResponseWarning] {
    var warnings: [ResponseWarning] = []
    for channel in question.fitted {
      let (spend, today) = (question.channels[channel].spend, question.channels[channel].today)
      if let least = spend.min(), let greatest = spend.max(), today > greatest || today < least {
        warnings.append(
          .beyondRange(channel: channel, today: today, least: least, greatest: greatest))
      }
    }
    let observed = question.observed.count
    if observed < leastPeriodsPerParameter * parameters {
      warnings.append(.fewPeriods(observed: observed, parameters: parameters))
    }
    return warnings
  }

  private static func excessKurtosis(_ values: [Double]) -> Double {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    var (second, fourth) = (0.0, 0.0)
    for value in values {
      let square = (value - mean) * (value - mean)
      second += square / count
      fourth += square * square / count
    }
    // No number where nothing varies, and then not above any limit.
    return fourth / (second * second) - 3
  }
}
