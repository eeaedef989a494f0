import CEngine
import Glibc

/// A file that lies in memory, for what the engine can write only to a disk that is never full.
package struct MemoryFile: ~Copyable {
  private let descriptor: Int32

  package init?() {
    descriptor = engine_memory_file()
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// The path by which this process reaches the file.
  package var path: String { "/proc/self/fd/\(descriptor)" }

  /// Gives the file's bytes from its beginning, a part at a time.
  package func forEachPart<Failure>(
    _ body: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var offset = 0
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe pread(descriptor, $0.baseAddress, $0.count, offset)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      try body(Array(buffer.prefix(count)))
      offset += count
    }
  }
}
