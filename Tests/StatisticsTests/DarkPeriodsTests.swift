@testable import Statistics
import Testing

@Suite("Dark periods")
struct DarkPeriodsTests {
  /// Days of steady spend with nothing in some ranges.
  private func spend(_ days: Int, _ dark: Range<Int>..., usual: Double = 100) -> [Double] {
    (0..<days).map { day in dark.contains { $0.contains(day) } ? 0 : usual }
  }

  private func found(_ spend: [Double], drop: Double = 0.1, shortest: Int = 7) throws -> [Range<
    Int
  >] {
    try DarkPeriods(spend, drop: drop, shortest: shortest).periods.map(\.positions)
  }

  @Test("three weeks without spend, to the day")
  func weeks() throws {
    let periods = try DarkPeriods(spend(300, 100..<121)).periods
    #expect(
      periods == [
        DarkPeriod(
          first: 100, last: 120, usual: 100, during: 0, missing: 0, isOpenAtStart: false,
          isOpenAtEnd: false)
      ])
  }

  @Test("a period whose dates are known has the figures of its days, and of the lit ones around it")
  func stated() {
    var series = spend(60, 20..<30)
    series[25] = 40
    series[26] = .nan
    #expect(
      DarkPeriod(stated: 20..<30, of: series)
        == DarkPeriod(
          first: 20, last: 29, usual: 100, during: 4, missing: 1, isOpenAtStart: false,
          isOpenAtEnd: false))
    let first = DarkPeriod(stated: 0..<5, of: series)
    #expect(first.isOpenAtStart && !first.isOpenAtEnd && first.during == 100)
    let last = DarkPeriod(stated: 55..<60, of: series)
    #expect(!last.isOpenAtStart && last.isOpenAtEnd)
  }

  @Test("a loss has its share of what was expected, however little that was")
  func shares() {
    let loss = LossEstimate(
      observed: 0.2, expected: 0.6, replicates: [0.4, 0.2, -0.2, -0.3], level: 0.5)
    #expect(abs(loss.relative + 2 / 3.0) < 1e-12)
    let known = [-2 / 3.0, -0.5]
    for (found, known) in zip(loss.relativeReplicates, known) {
      #expect(abs(found - known) < 1e-12)
    }
    // Nothing, and less, was expected in these.
    let others = loss.relativeReplicates.dropFirst(2).map(\.isNaN)
    #expect(others == [true, true])
  }

  @Test("periods at the ends are told apart, and so are days without a row")
  func ends() throws {
    var series = spend(200, 0..<20, 190..<200)
    series[195] = .nan
    series[196] = .nan
    let periods = try DarkPeriods(series).periods
    #expect(periods.map(\.positions) == [0..<20, 190..<200])
    #expect(periods.map(\.isOpenAtStart) == [true, false])
    #expect(periods.map(\.isOpenAtEnd) == [false, true])
    #expect(periods.map(\.missing) == [0, 2])
    #expect(try found(spend(200, 1..<20, 190..<199)) == [1..<20, 190..<199])
  }

  @Test("a row that is missing counts as no spend")
  func missing() throws {
    var series = spend(200)
    for day in 50..<60 { series[day] = .nan }
    let periods = try DarkPeriods(series).periods
    #expect(periods.map(\.positions) == [50..<60])
    #expect(periods.map(\.missing) == [10])
  }

  @Test("a week is the shortest, unless another length is asked for")
  func shortest() throws {
    #expect(try found(spend(200, 50..<56)).isEmpty)
    #expect(try found(spend(200, 50..<57)) == [50..<57])
    #expect(try found(spend(200, 50..<56), shortest: 6) == [50..<56])
    #expect(try found(spend(60, 20..<21), shortest: 1) == [20..<21])
  }

  /// Five days of spend and two without, with the days of some ranges dark.
  private func workdays(_ days: Int, dark: Range<Int>) -> [Double] {
    (0..<days).map { $0 % 7 >= 5 || dark.contains($0) ? 0 : 100 }
  }

  @Test("weekends are a habit, and a dark period keeps within them")
  func weekends() throws {
    let usual = try DarkPeriods(workdays(364, dark: 0..<0))
    #expect(usual.periods.isEmpty)
    #expect(usual.habitualGap == 2)
    #expect(usual.shortest == 7)
    // Four weekends make a habit, three do not.
    #expect(try DarkPeriods(workdays(33, dark: 0..<0)).habitualGap == 2)
    #expect(try DarkPeriods(workdays(26, dark: 0..<0)).habitualGap == 0)
    for start in 140..<147 {
      let periods = try found(workdays(364, dark: start..<(start + 21)))
      #expect(periods.count == 1)
      let period = try #require(periods.first)
      #expect(abs(period.lowerBound - start) <= 2)
      #expect(abs(period.upperBound - start - 21) <= 2)
    }
  }

  @Test("an invoice a month is a habit, and a gap over twice as long is dark")
  func invoices() throws {
    func series(_ missed: Range<Int>) -> [Double] {
      (0..<720).map { $0 % 30 == 0 && !missed.contains($0) ? 3000 : 0 }
    }
    let usual = try DarkPeriods(series(0..<0))
    #expect(usual.periods.isEmpty)
    #expect(usual.habitualGap == 29)
    #expect(usual.shortest == 59)
    // One invoice left out makes a gap of 59 days; with a gap of 58 it would be a day too short.
    #expect(try found(series(300..<301)) == [271..<330])
    var early = series(300..<301)
    (early[330], early[329]) = (0, 3000)
    #expect(try found(early).isEmpty)
  }

  @Test("campaigns that are on and off by habit are not dark, a long pause is")
  func flights() throws {
    func series(_ pause: Range<Int>) -> [Double] {
      (0..<420).map { ($0 / 14) % 2 == 0 && !pause.contains($0) ? 100 : 0 }
    }
    #expect(try found(series(0..<0)).isEmpty)
    #expect(try found(series(196..<210)) == [182..<224])
  }

  @Test("some equal dark periods are no habit")
  func several() throws {
    let series = spend(1000, 100..<121, 300..<321, 500..<521, 700..<721, 900..<921)
    let periods = try DarkPeriods(series)
    #expect(periods.habitualGap == 0)
    #expect(periods.periods.map(\.first) == [100, 300, 500, 700, 900])
  }

  @Test("up to two days of small spend do not end a period, larger ones and three do")
  func interruptions() throws {
    var series = spend(300, 100..<130)
    (series[110], series[111]) = (55, 55)
    #expect(try found(series) == [100..<130])
    // More than halfway from low to usual.
    series[111] = 56
    #expect(try found(series) == [100..<110, 112..<130])
    // Three days.
    (series[111], series[112]) = (20, 20)
    #expect(try found(series) == [100..<110, 113..<130])
    // Exactly halfway from a half to usual.
    series = spend(300, 100..<130)
    series[115] = 75
    #expect(try found(series, drop: 0.5) == [100..<130])
    series[115] = 75.5
    #expect(try found(series, drop: 0.5) == [100..<115, 116..<130])
    // A mean of 10 up to the day after, and one above it.
    series = spend(300, 100..<130)
    (series[108], series[109]) = (55, 55)
    #expect(try found(series) == [100..<130])
    series = spend(300, 100..<130)
    (series[107], series[108]) = (55, 55)
    #expect(try found(series) == [100..<107, 109..<130])
  }

  @Test("a mere drop is found where it is asked for")
  func drops() throws {
    let series = spend(300).enumerated().map { (100..<121).contains($0) ? 40 : $1 }
    #expect(try found(series).isEmpty)
    let periods = try DarkPeriods(series, drop: 0.5).periods
    #expect(periods.map(\.positions) == [100..<121])
    #expect(periods.map(\.during) == [40])
    #expect(periods.map(\.usual) == [100])
    // At the share itself spend is low, above it it is not.
    #expect(try found(series, drop: 0.4) == [100..<121])
    #expect(try found(series, drop: 0.399).isEmpty)
  }

  @Test("the usual level is the median of both sides")
  func level() throws {
    var series = spend(40, 20..<30)
    for (place, day) in [17, 18, 19, 30, 31, 32].enumerated() { series[day] = Double(place + 1) }
    let periods = try DarkPeriods(series, neighbours: 3).periods
    #expect(periods.map(\.usual) == [3.5])
    // A drop beside a former one is judged by spend that is usual.
    let twice = (0..<400).map { (160..<220).contains($0) || (240..<300).contains($0) ? 40.0 : 100 }
    let both = try DarkPeriods(twice, drop: 0.5).periods
    #expect(both.map(\.positions) == [160..<220, 240..<300])
    #expect(both.map(\.usual) == [100, 100])
  }

  @Test("nothing is found in spend that only varies")
  func variation() throws {
    for number in 0..<20 {
      let draws = SequentialDraws(CounterGenerator(seed: UInt64(number), stream: "spend"))
      var series: [Double] = []
      var week = 0.0
      for day in 0..<1000 {
        if day % 7 == 0 { week = 0.35 * draws.normal() }
        let factor = day % 7 >= 5 ? 0.3 : 1
        let noise: Double = week + 0.1 * draws.normal()
        series.append(1000 * factor * exponential(noise))
      }
      #expect(try found(series).isEmpty)
      for day in 500..<521 { series[day] = 0 }
      #expect(try found(series) == [500..<521])
    }
  }

  @Test("mistakes are told with their numbers")
  func mistakes() {
    #expect(throws: DarkPeriodError.drop(1)) { try DarkPeriods([1], drop: 1) }
    #expect(throws: DarkPeriodError.drop(-0.1)) { try DarkPeriods([1], drop: -0.1) }
    #expect(throws: DarkPeriodError.length(shortest: 0, neighbours: 5)) {
      try DarkPeriods([1], shortest: 0, neighbours: 5)
    }
    #expect(throws: DarkPeriodError.length(shortest: 1, neighbours: 0)) {
      try DarkPeriods([1], shortest: 1, neighbours: 0)
    }
    #expect(throws: DarkPeriodError.value(-2, position: 1)) { try DarkPeriods([1, -2]) }
    #expect(throws: DarkPeriodError.value(.infinity, position: 0)) {
      try DarkPeriods([.infinity])
    }
    #expect(throws: DarkPeriodError.neverSpent(points: 2)) { try DarkPeriods([0, .nan]) }
    #expect(throws: DarkPeriodError.neverSpent(points: 0)) { try DarkPeriods([]) }
    #expect(throws: Never.self) {
      try DarkPeriods([1], drop: 0, shortest: .max, neighbours: .max)
    }
  }
}
