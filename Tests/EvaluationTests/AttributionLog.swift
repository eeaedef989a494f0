import Foundation

/// A log of touches, purchases and spend whose rows can stand in any order.
///
/// Touches and purchases have few different times, so that many tie; touches are doubled; some rows have no
/// channel; purchases of one person at one instant have different values, with cents that binary numbers
/// do not have.
struct AttributionLog {
  private var touches: [String] = []
  private var wins: [String] = []
  private var spend: [String] = []

  init(persons: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func below(_ count: Int) -> Int { Int(generator.next() % UInt64(count)) }
    func time(_ first: Int) -> String {
      let day = first + below(20 - first + 1), hour = below(3) * 6
      return "2026-01-\(day < 10 ? "0" : "")\(day)T\(hour < 10 ? "0" : "")\(hour):00:00Z"
    }
    func cents(_ most: Int) -> String {
      let amount = 1 + below(most), cents = amount % 100
      return "\(amount / 100).\(cents < 10 ? "0" : "")\(cents)"
    }
    let channels = ["tv", "mail", "search", "Search", "direct", ""]
    let segments = ["SMB", "Mid", "Enterprise"]
    for person in 0..<persons {
      let segment = segments[below(3)]
      for _ in 0..<(1 + below(3)) {
        let row = "p\(person),\(time(1)),\(channels[below(6)]),\(segment)"
        touches += [String](repeating: row, count: below(20) == 0 ? 2 : 1)
      }
      guard below(3) == 0 else { continue }
      for _ in 0..<(1 + below(3)) {
        let time = time(2)
        for _ in 0..<(1 + below(2)) {
          wins.append("p\(person),\(time),\(cents(9_999_999)),\(segment)")
        }
      }
    }
    for day in 10..<29 {
      for channel in ["tv", "mail", "search", "radio"] {
        for segment in segments {
          spend.append("2026-01-\(day),\(channel),\(cents(999_999)),\(segment)")
        }
      }
    }
  }

  /// The same rows in another order.
  func shuffled(_ seed: UInt64) -> AttributionLog {
    var generator = SeededGenerator(seed: seed)
    var other = self
    other.touches.shuffle(using: &generator)
    other.wins.shuffle(using: &generator)
    other.spend.shuffle(using: &generator)
    return other
  }

  /// Writes `touches.csv`, `wins.csv` and `spend.csv`.
  func write(to folder: URL) throws {
    for (name, head, rows) in [
      ("touches", "person,at,channel,segment", touches),
      ("wins", "person,at,value,segment", wins), ("spend", "date,channel,cost,segment", spend),
    ] {
      try ([head] + rows + [""]).joined(separator: "\n").write(
        to: folder.appending(path: "\(name).csv"), atomically: false, encoding: .utf8)
    }
  }
}
