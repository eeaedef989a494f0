internal import Statistics

/// A journey as the text that the engine makes of it, and what the text says.
///
/// It has one letter for each step; behind a tab the worth of each purchase, where there are several; behind
/// an end of line the span from each step to the next in microseconds, where it was asked for and there is a
/// purchase. Between two amounts or spans is a comma.
package struct JourneyText {
  /// The steps as channels; a purchase is -1.
  package private(set) var steps: [Int32] = []
  package private(set) var purchaseCount = 0
  /// What each of several purchases was worth.
  package private(set) var amounts: [Double] = []
  /// When each step was, in microseconds since the first; empty where there are no spans.
  package private(set) var times: [Double] = []

  /// The text without the spans.
  package private(set) var untimed: ArraySlice<UInt8> = []

  package init() {}

  /// Reads another text in place of the one before.
  package mutating func read(_ text: ArraySlice<UInt8>) {
    steps.removeAll(keepingCapacity: true)
    amounts.removeAll(keepingCapacity: true)
    times.removeAll(keepingCapacity: true)
    purchaseCount = 0
    untimed = text.prefix { $0 != Self.spanMark }
    let letters = untimed.prefix { $0 >= UInt8(JourneyStep.first) }
    readSteps(letters)
    for amount in untimed[letters.endIndex...].dropFirst().split(separator: Self.comma) {
      amounts.append(Double(bitPattern: Self.number(amount, base: 16)))
    }
    guard untimed.endIndex < text.endIndex else { return }
    var time = 0.0
    times.append(time)
    for span in text[untimed.endIndex...].dropFirst().split(separator: Self.comma) {
      time += Double(Self.number(span, base: 10))
      times.append(time)
    }
  }

  private mutating func readSteps(_ letters: ArraySlice<UInt8>) {
    // A letter has one byte, or two whose first holds the upper bits; numbers go up to 1,023.
    var upper: Int32?
    for byte in letters {
      if byte >= 0xC0 {
        upper = Int32(byte & 0x1F) << 6
        continue
      }
      let letter = upper.map { $0 | Int32(byte & 0x3F) } ?? Int32(byte)
      upper = nil
      let number = letter - Int32(JourneyStep.first)
      if number >= 0, number < Int32(JourneyStep.mostChannels) {
        steps.append(number)
      } else {
        steps.append(Journeys.conversion)
        purchaseCount += 1
      }
    }
  }

  /// The number that digits write; it wraps, which those of the engine do not.
  private static func number(_ digits: ArraySlice<UInt8>, base: UInt64) -> UInt64 {
    var number: UInt64 = 0
    for digit in digits {
      // "0" to "9", or "a" to "f".
      number = number &* base &+ UInt64(digit < 0x40 ? digit & 0x0F : digit & 0x0F + 9)
    }
    return number
  }

  private static let spanMark: UInt8 = 0x0A
  private static let comma: UInt8 = 0x2C

  /// The text of steps in their order: each a moment times 1,024 plus its number, with its value.
  static func written(_ steps: [(number: Int, value: Double)], hasTimes: Bool) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: steps.map { JourneyStep.letter($0.number) })
    let purchases = steps.filter { $0.number & 1_023 == JourneyStep.purchase }
    if purchases.count > 1 {
      let amounts = purchases.map { purchase in
        let digits = String(purchase.value.bitPattern, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }
      text += "\t" + amounts.joined(separator: ",")
    }
    if hasTimes, !purchases.isEmpty, steps.count > 1 {
      let spans = zip(steps.dropFirst(), steps).map { "\(($0.number >> 10) - ($1.number >> 10))" }
      text += "\n" + spans.joined(separator: ",")
    }
    return text
  }
}
