import Foundation
import StandardLibrary
import Testing
import Values

/// The stated response of channels against its formulas, worked out again from the spend table.
@Suite struct SimulatedResponseTests {
  private static let halo = 0.51

  @Test("expected customers follow from the rows of spend by the formulas of the handbook")
  func recomputed() throws {
    let market = try SimulatedMarket(.text("mixed"))
    let channels = try market.truth("channels")
    let names = channels.texts("channel")
    let usual = channels.numbers("usual_spend")
    let spend = try market.rows("spend")
    let days = try market.truth("days")
    let first = try #require(CalendarDate(year: 2023, month: 7, day: 1)).dayNumber
    // Rows of two segments add up to what a channel spent.
    var spent = [[Double]](repeating: [Double](repeating: 0, count: 1096), count: names.count)
    for row in 0..<spend.count {
      let channel = try #require(names.firstIndex(of: spend.texts("channel")[row]))
      let day = try #require(spend.days("date")[row]) - first
      spent[channel][day] += spend.numbers("cost")[row]
    }
    let brand = try #require(names.firstIndex(of: "brand"))
    let kept = pow(0.5, 1 / 3.0)
    var stock = usual
    var present = usual[brand]
    for day in 0..<1096 {
      present = (1 - kept) * spent[brand][day] + kept * present
      let lift = 1 + Self.halo * present / (present + usual[brand])
      let date = try #require(CalendarDate(dayNumber: first + day))
      let newYear = try #require(CalendarDate(year: date.year, month: 1, day: 1))
      let angle =
        2 * Double.pi * (Double(date.dayNumber - newYear.dayNumber + 1) - 75) / 365.25
      let demand = pow(1.08, Double(day) / 365.25) * (1 + 0.12 * cos(angle))
      for channel in names.indices {
        let carryover = channels.numbers("carryover")[channel]
        stock[channel] = (1 - carryover) * spent[channel][day] + carryover * stock[channel]
        let half = channels.numbers("half_saturation")[channel]
        let expected =
          demand * (channel == brand ? 1 : lift) * channels.numbers("ceiling")[channel]
          * stock[channel] / (stock[channel] + half)
        let stated = days.numbers("expected")[day * names.count + channel]
        #expect(abs(expected / stated - 1) < 1e-9, "\(names[channel]) on day \(day)")
      }
    }
  }

  @Test("a marginal return is what one more unit of spend brings")
  func marginal() throws {
    for exponent in [1.0, 1.7] {
      let rows = try SimulatedMarket([("exponent", .number(exponent))]).truth("channels")
      for row in 0..<rows.count {
        func number(_ name: String) -> Double { rows.numbers(name)[row] }
        func wins(_ spend: Double) -> Double {
          let half = pow(number("half_saturation"), exponent)
          let factor = number("today_demand") * number("today_lift") * number("ceiling")
          return factor * pow(spend, exponent) / (half + pow(spend, exponent))
        }
        let spend = number("today_spend")
        #expect(abs(wins(spend) / number("today_wins") - 1) < 1e-12)
        let step = spend * 1e-4
        let slope = (wins(spend + step) - wins(spend - step)) / (2 * step)
        #expect(abs(slope / number("marginal_return") - 1) < 1e-6)
        #expect(abs(number("marginal_cac") * number("marginal_return") - 1) < 1e-12)
        // At the usual spend the response is the usual number of wins.
        let half = pow(number("half_saturation"), exponent)
        let reached = pow(number("usual_spend"), exponent)
        let lift = rows.texts("channel")[row] == "brand" ? 1 : 1 + Self.halo / 2
        let usual = number("ceiling") * lift * reached / (half + reached)
        #expect(abs(usual / number("usual_wins") - 1) < 1e-12)
      }
    }
  }

  @Test(
    "three dark weeks of the brand cost every channel about 15%, and two weeks later they are over")
  func dark() throws {
    let market = try SimulatedMarket(.text("smb"))
    let dark = try market.truth("dark")
    #expect(dark.count == 15)
    for row in 0..<dark.count where dark.texts("channel")[row] != "brand" {
      #expect(abs(dark.numbers("relative")[row] + 0.15) < 0.02, "\(dark.texts("channel")[row])")
      #expect(CalendarDate(dayNumber: dark.days("from")[row] ?? 0)?.description == "2025-10-01")
      #expect(CalendarDate(dayNumber: dark.days("to")[row] ?? 0)?.description == "2025-10-21")
    }
    let days = try market.truth("days")
    let recovered = try #require(CalendarDate(year: 2025, month: 11, day: 4)).dayNumber
    for row in 0..<days.count
    where days.days("date")[row] == recovered && days.texts("channel")[row] != "brand" {
      let share = days.numbers("expected")[row] / days.numbers("undisturbed")[row]
      #expect(share > 0.97, "\(days.texts("channel")[row])")
    }
    // What is stated as lost is the sum of the days' differences.
    let (from, to) = (dark.days("from")[0] ?? 0, dark.days("to")[0] ?? 0)
    for row in 0..<dark.count {
      let loss = (0..<days.count).filter { index in
        let day = days.days("date")[index] ?? 0
        return day >= from && day <= to
          && days.texts("channel")[index] == dark.texts("channel")[row]
      }.reduce(0) { $0 + days.numbers("undisturbed")[$1] - days.numbers("expected")[$1] }
      #expect(abs(loss - dark.numbers("loss")[row]) < 1e-9)
    }
  }

  @Test("without a dark period there is nothing to lose, and with two there are two")
  func darkPeriods() throws {
    let none = try SimulatedMarket([("dark", .list(List(of: .period(nil), [])))])
    #expect(try none.truth("dark").count == 0)
    let days = try none.truth("days")
    #expect(days.numbers("expected") == days.numbers("undisturbed"))
    let periods = [(2024, 3), (2025, 3)].compactMap { year, month -> Period? in
      CalendarDate(year: year, month: month, day: 1).flatMap { Period(.week, containing: $0) }
    }
    let two = try SimulatedMarket([
      ("dark", .list(List(of: .period(.week), periods.map { .period($0) })))
    ])
    #expect(try two.truth("dark").count == 30)
    let spend = try two.rows("spend")
    for row in 0..<spend.count where spend.texts("channel")[row] == "brand" {
      let day = try #require(CalendarDate(dayNumber: spend.days("date")[row] ?? 0))
      #expect((spend.numbers("cost")[row] == 0) == periods.contains { $0.contains(day) })
    }
  }
}
