/// Unpacks compressed bytes (DEFLATE, RFC 1951) and hands them on a part at a time.
struct Inflation {
  /// How far back a copy may reach.
  private static let window = 32_768
  private static let partSize = 1 << 20

  private var bits: BitReader
  /// The last part of what was unpacked, at least as much as a copy may reach back for.
  private var output: [UInt8] = []
  /// How many bytes of `output` were handed on.
  private var delivered = 0
  private(set) var size = 0

  init(_ bytes: ArraySlice<UInt8>) { bits = BitReader(bytes) }

  /// Unpacks one stream and gives the position behind it.
  mutating func run<Failure: Error>(
    _ deliver: (ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws -> Int {
    output.reserveCapacity(Self.partSize + 2 * Self.window)
    var isLast = false
    while !isLast {
      isLast = try bits.bit() == 1
      switch try bits.bits(2) {
      case 0: try stored(deliver)
      case 1: try block(Self.fixedLiterals, Self.fixedDistances, deliver)
      case 2:
        let (literals, distances) = try codes()
        try block(literals, distances, deliver)
      default: throw CompressionError.invalid
      }
    }
    try handOn(deliver, keeping: 0)
    return bits.position
  }

  private mutating func handOn<Failure: Error>(
    _ deliver: (ArraySlice<UInt8>) throws(Failure) -> Void, keeping kept: Int
  ) throws {
    try deliver(output[delivered...])
    size += output.count - delivered
    output.removeFirst(max(0, output.count - kept))
    delivered = output.count
  }

  private mutating func stored<Failure: Error>(
    _ deliver: (ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws {
    bits.align()
    let length = Int(try bits.byte()) | Int(try bits.byte()) << 8
    let complement = Int(try bits.byte()) | Int(try bits.byte()) << 8
    guard length == ~complement & 0xFFFF else { throw CompressionError.invalid }
    for _ in 0..<length { output.append(try bits.byte()) }
    if output.count > Self.partSize { try handOn(deliver, keeping: Self.window) }
  }

  private mutating func block<Failure: Error>(
    _ literals: HuffmanCode, _ distances: HuffmanCode,
    _ deliver: (ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws {
    while true {
      let symbol = try literals.symbol(&bits)
      if symbol < 256 {
        output.append(UInt8(truncatingIfNeeded: symbol))
      } else if symbol == 256 {
        return
      } else {
        guard symbol - 257 < Self.lengths.count else { throw CompressionError.invalid }
        let (base, extra) = Self.lengths[symbol - 257]
        let length = try base + bits.bits(extra)
        let code = try distances.symbol(&bits)
        guard code < Self.distances.count else { throw CompressionError.invalid }
        let (start, more) = Self.distances[code]
        let distance = try start + bits.bits(more)
        guard distance <= output.count else { throw CompressionError.invalid }
        for _ in 0..<length { output.append(output[output.count - distance]) }
      }
      if output.count > Self.partSize { try handOn(deliver, keeping: Self.window) }
    }
  }

  /// The two codes of a block that states them (RFC 1951, 3.2.7).
  private mutating func codes() throws(CompressionError) -> (HuffmanCode, HuffmanCode) {
    let literalCount = try bits.bits(5) + 257
    let distanceCount = try bits.bits(5) + 1
    let lengthCount = try bits.bits(4) + 4
    var lengths = [Int](repeating: 0, count: 19)
    for place in Self.lengthOrder.prefix(lengthCount) { lengths[place] = try bits.bits(3) }
    let code = HuffmanCode(lengths: lengths[...])
    var all: [Int] = []
    while all.count < literalCount + distanceCount {
      let symbol = try code.symbol(&bits)
      switch symbol {
      case 16:
        guard let last = all.last else { throw .invalid }
        all += [Int](repeating: last, count: try bits.bits(2) + 3)
      case 17: all += [Int](repeating: 0, count: try bits.bits(3) + 3)
      case 18: all += [Int](repeating: 0, count: try bits.bits(7) + 11)
      default: all.append(symbol)
      }
    }
    guard all.count == literalCount + distanceCount else { throw .invalid }
    return (
      HuffmanCode(lengths: all[..<literalCount]),
      HuffmanCode(lengths: ArraySlice(Array(all[literalCount...])))
    )
  }

  private static let lengthOrder = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]

  private static let fixedLiterals = HuffmanCode(
    lengths: ([Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112)
      + [Int](repeating: 7, count: 24) + [Int](repeating: 8, count: 8))[...])
  private static let fixedDistances = HuffmanCode(lengths: [Int](repeating: 5, count: 30)[...])

  /// The base and the number of further bits of each length and each distance (RFC 1951, 3.2.5).
  private static let lengths: [(Int, Int)] =
    steps(from: 3, extras: [0, 0, 0, 0, 0, 0, 0, 0] + (1...5).flatMap { [$0, $0, $0, $0] })
    + [(258, 0)]
  private static let distances = steps(
    from: 1, extras: [0, 0, 0, 0] + (1...13).flatMap { [$0, $0] })

  private static func steps(from first: Int, extras: [Int]) -> [(Int, Int)] {
    var base = first
    return extras.map { extra in
      defer { base += 1 << extra }
      return (base, extra)
    }
  }
}
