import Glibc
import Statistics
import Testing

/// Losses that can be written down, as each journey has a multiple of five persons.
///
/// Every fold is then fitted to four fifths of each. A step seen n times of N, of c possible ones, has the
/// probability (n + 1/2) / (N + c/2).
@Suite("Losses of unseen persons") struct HeldOutOrderTests {
  private func losses(_ text: String, greatest: Int = 3) -> [Double] {
    HeldOutOrder(WrittenJourneys(text).journeys, resets: true, greatest: greatest, seed: 1).losses
  }

  @Test("are those of the counts of the other persons")
  func counts() {
    // Four of five bought of those seen: 8 of 8 from the start, 4 of 8 to a purchase; c is 3.
    let halves = (log(9.5 / 8.5) + log(9.5 / 4.5)) / 2
    for loss in losses("A+5 A-5") { expectAgreement(loss, halves) }
    // From A 4 of 12 to A and 8 to a purchase.
    expectAgreement(
      losses("AA+5 A+5")[0], (2 * log(9.5 / 8.5) + log(13.5 / 4.5) + 2 * log(13.5 / 8.5)) / 5)
  }

  @Test("fall with the order as far as it tells anything, and the lower of equal orders is taken")
  func orders() {
    let start = 2 * log(10 / 4.5)
    let known = losses("AB+5 BB-5")
    // At order 1, 4 of 12 went from B to each of B, a purchase and nothing; at order 2 each step was certain.
    expectAgreement(known[0], (start + log(6 / 4.5) + 3 * log(14 / 4.5)) / 6)
    expectAgreement(known[1], (start + 4 * log(6 / 4.5)) / 6)
    expectAgreement(known[2], known[1])
    let journeys = WrittenJourneys("AB+5 BB-5").journeys
    #expect(HeldOutOrder(journeys, resets: true, greatest: 3, seed: 1).best == 2)
    #expect(HeldOutOrder(journeys, resets: true, greatest: 1, seed: 1).best == 1)
  }

  @Test("persons whom five does not divide are held out once each")
  func rest() {
    // Nobody else was seen: each of three steps is as likely.
    for loss in losses("A+1") { expectAgreement(loss, log(3)) }
    // One fold holds out two of six persons, four hold out one.
    expectAgreement(losses("A+6")[0], (4 * log(5.5 / 4.5) + 8 * log(6.5 / 5.5)) / 12)
    // Three folds hold out two of eight persons, two hold out one.
    expectAgreement(losses("A+8")[0], (12 * log(7.5 / 6.5) + 4 * log(8.5 / 7.5)) / 16)
  }

  @Test("do not depend on the names of the channels")
  func names() {
    let known = losses("ABC+10 BBC-5 AC+15 CAB-20")
    for renamed in ["BCA+10 CCA-5 BA+15 ABC-20", "CAB+10 AAB-5 CB+15 BCA-20"] {
      for (loss, other) in zip(losses(renamed), known) { expectAgreement(loss, other) }
    }
  }

  @Test("are those of orders 1 to 5, and 0 where there is no step")
  func limits() {
    #expect(losses("A+5", greatest: 9).count == 5)
    #expect(losses("A+5", greatest: 0).count == 1)
    #expect(losses("", greatest: 2) == [0, 0])
  }
}
