internal import Values

/// One series of outcomes with the channels that may have brought it.
struct ResponseMarket: Sendable {
  struct Channel: Sendable {
    let key: GroupKey
    let name: String
    /// One amount for each period; none is missing or negative.
    let spend: [Double]
  }

  let channels: [Channel]
  /// NaN where a period has none.
  let outcome: [Double]
  /// Columns of one value for each period.
  let controls: [[Double]]
  let start: Period
  let grain: PeriodGrain

  func period(_ position: Int) -> Period? { start.moved(by: position) }
  func day(_ position: Int) -> CalendarDate? { period(position)?.first }

  /// The last day of the data.
  var end: CalendarDate { period(outcome.count - 1)?.last ?? start.last }

  /// As a sentence names it.
  var name: String { channels.count == 1 ? channels.first?.name ?? "" : "all channels together" }
}
