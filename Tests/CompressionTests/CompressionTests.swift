import Compression
import Foundation
import Testing

@Suite("Compressed files") struct CompressionTests {
  /// What Python's own modules write for a program.
  private static func python(_ program: String) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-I", "-c", "import sys, gzip, zlib, io, random\n" + program]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return [UInt8](data)
  }

  private static func unpack(_ bytes: [UInt8]) throws -> [UInt8] {
    var result: [UInt8] = []
    try GzipFile.unpack(bytes) { part throws(CompressionError) in result += part }
    return result
  }

  /// Random bytes are stored, repeated text is coded; both span several windows.
  private static let texts = [
    "b''", "b'a'", "b'abc' * 100_000", "random.Random(1).randbytes(200_000)",
    "b''.join(b'%d,%d\\n' % (i, i * i % 97) for i in range(60_000))", "bytes(300_000)",
  ]

  @Test("What Python packs at every level is unpacked", arguments: texts, [0, 1, 6, 9])
  func levels(text: String, level: Int) throws {
    let plain = try Self.python("sys.stdout.buffer.write(\(text))")
    let packed = try Self.python("sys.stdout.buffer.write(gzip.compress(\(text), \(level)))")
    #expect(try Self.unpack(packed) == plain)
  }

  @Test("Fixed codes, a file name, and several parts are read") func forms() throws {
    let fixed = try Self.python(
      """
      text = b'one,two\\n' * 50
      packer = zlib.compressobj(9, zlib.DEFLATED, 31, 8, zlib.Z_FIXED)
      out = io.BytesIO()
      with gzip.GzipFile('name.csv', 'wb', fileobj=out) as file: file.write(b'three\\n')
      sys.stdout.buffer.write(packer.compress(text) + packer.flush() + out.getvalue())
      """)
    let text = String(repeating: "one,two\n", count: 50) + "three\n"
    #expect(try Self.unpack(fixed) == Array(text.utf8))
  }

  @Test("A damaged or shortened file is an error, and never anything else") func damage() throws {
    let packed = try Self.python(
      "sys.stdout.buffer.write(gzip.compress(b''.join(b'%d;' % i for i in range(3000))))")
    let plain = try Self.unpack(packed)
    for length in 0..<packed.count {
      #expect(throws: (any Error).self) { try Self.unpack(Array(packed.prefix(length))) }
    }
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<3000 {
      var damaged = packed
      let place = Int.random(in: 10..<packed.count, using: &generator)
      damaged[place] ^= UInt8.random(in: 1...255, using: &generator)
      if let found = try? Self.unpack(damaged) { #expect(found == plain) }
    }
  }
}
