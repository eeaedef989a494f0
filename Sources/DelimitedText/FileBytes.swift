import Glibc

/// The bytes of a file, in order.
@safe final class FileBytes {
  private let descriptor: Int32
  let size: Int
  /// How many bytes have been read.
  private(set) var position = 0

  init(_ path: String) throws(TextFileError) {
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0, unsafe fstat(descriptor, &status) == 0 else {
      if descriptor >= 0 { close(descriptor) }
      throw Self.problem()
    }
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// The next bytes, at most so many; none at the end.
  func read(_ limit: Int) throws(TextFileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    var filled = 0
    while filled < limit {
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress?.advanced(by: filled), limit - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Self.problem() }
      if count == 0 { break }
      filled += count
    }
    bytes.removeLast(limit - filled)
    position += filled
    return bytes
  }

  func seek(to place: Int) throws(TextFileError) {
    guard lseek(descriptor, place, SEEK_SET) == place else { throw Self.problem() }
    position = place
  }

  static func problem() -> TextFileError {
    .system(reason: unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "unknown reason")
  }
}
