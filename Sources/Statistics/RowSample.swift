/// Numbers of rows picked at random, without repetition: every set of them is as likely as any other.
package enum RowSample {
  /// `wanted` of the numbers from 0 to `count` − 1, ascending; all of them where there are no more.
  ///
  /// Time and memory O(wanted · log wanted), whatever the count. Source: Floyd's algorithm, in Bentley &
  /// Floyd 1987, "A sample of brilliance", Communications of the ACM 30:754.
  package static func rows(_ wanted: Int, of count: Int, seed: UInt64) -> [Int] {
    guard wanted < count else { return Array(0..<max(0, count)) }
    let generator = CounterGenerator(seed: seed, stream: "sample")
    var picked: Set<Int> = []
    for (step, last) in ((count - max(0, wanted))..<count).enumerated() {
      let bits = generator.bits(at: UInt64(step))
      let row = Int(bits.multipliedFullWidth(by: UInt64(last) + 1).high)
      picked.insert(picked.contains(row) ? last : row)
    }
    return picked.sorted()
  }
}
