import Glibc

/// Lines from standard input by `read(2)`, for a prompt without editing.
struct LineReader {
  enum Event: Hashable {
    case line([UInt8])
    /// Ctrl-C came while waiting.
    case interrupted
    case end
  }

  private let interruption: Interruption
  private var buffer: [UInt8] = []
  private var isAtEnd = false

  init(interruption: Interruption) { self.interruption = interruption }

  mutating func next() -> Event {
    var searched = 0
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = Array(buffer[..<end])
        buffer.removeFirst(end + 1)
        return .line(line)
      }
      searched = buffer.count
      if isAtEnd {
        guard !buffer.isEmpty else { return .end }
        defer { buffer = [] }
        return .line(buffer)
      }
      if waitsForInterruption() {
        interruption.acknowledgeWake()
        buffer = []
        return .interrupted
      }
      fill()
    }
  }

  /// Waits for input or Ctrl-C; true for the latter.
  private func waitsForInterruption() -> Bool {
    var entries = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: interruption.wakeDescriptor, events: Int16(POLLIN), revents: 0),
    ]
    while unsafe poll(&entries, 2, -1) < 0, errno == EINTR {}
    return entries[1].revents & Int16(POLLIN) != 0
  }

  private mutating func fill() {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe chunk.withUnsafeMutableBytes {
      unsafe read(STDIN_FILENO, $0.baseAddress, $0.count)
    }
    if count > 0 {
      buffer += chunk.prefix(count)
    } else if count == 0 || errno != EINTR {
      isAtEnd = true
    }
  }
}
