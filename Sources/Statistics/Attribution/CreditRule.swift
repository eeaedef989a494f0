/// How much of one purchase each touch before it is given: the rules that look at places alone.
///
/// Source: the rules of web analytics, as in the package ChannelAttribution and Google's and Adobe's
/// documentation; the position rule is theirs of 40, 20 and 40%.
package enum CreditRule: Sendable {
  case first
  case last
  /// The last touch that is none of these channels; the last of all where there is no other.
  case lastExcept(Set<Int32>)
  /// The same to each touch.
  case linear
  /// These shares to the first and the last touch, and the rest evenly to those between.
  case position(first: Double, last: Double)
  /// The same to each distinct channel: the Shapley value of the game in which a group of channels is
  /// worth the purchases whose paths it contains (Zhao, Mahboobi & Bagheri 2018).
  case distinctChannels

  /// The share of each touch of a path; they sum to 1 where there is a touch.
  package func shares(of touches: ArraySlice<Int32>) -> [Double] {
    let count = touches.count
    guard count > 0 else { return [] }
    var shares = [Double](repeating: 0, count: count)
    switch self {
    case .first: shares[0] = 1
    case .last: shares[count - 1] = 1
    case .lastExcept(let left):
      let place = touches.lastIndex { !left.contains($0) }.map { $0 - touches.startIndex }
      shares[place ?? count - 1] = 1
    case .linear: shares = [Double](repeating: 1 / Double(count), count: count)
    case .position(let first, let last):
      let middle = max(0, 1 - first - last)
      let ends = first + last
      if count == 1 {
        shares[0] = 1
      } else if count == 2 {
        shares = ends > 0 ? [first / ends, last / ends] : [0.5, 0.5]
      } else {
        shares = [Double](repeating: middle / Double(count - 2), count: count)
        shares[0] = first
        shares[count - 1] = last
      }
    case .distinctChannels:
      var seen: Set<Int32> = []
      for (place, channel) in touches.enumerated() where seen.insert(channel).inserted {
        shares[place] = 1
      }
      shares = shares.map { $0 / Double(seen.count) }
    }
    return shares
  }
}
