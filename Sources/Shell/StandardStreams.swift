import Glibc
import Terminal

/// Why output could not be written.
struct OutputFailure: Error, Hashable {
  let errorNumber: Int32

  /// The reader went away: no news for anyone.
  var isBrokenPipe: Bool { errorNumber == EPIPE }
  var exitCode: Int32 { isBrokenPipe ? 141 : 74 }
  var reason: String { SystemError.text(errorNumber) }
}

/// Standard output or standard error, written by `write(2)` with its errors checked.
struct OutputStream: Sendable {
  let descriptor: Int32

  static let standardOutput = OutputStream(descriptor: STDOUT_FILENO)
  static let standardError = OutputStream(descriptor: STDERR_FILENO)

  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// The columns of the terminal; nil when there is none or it does not say.
  var terminalWidth: Int? {
    guard isTerminal else { return nil }
    var size = winsize()
    let result = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size)
    return result == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
  }

  /// The rows of the terminal; nil when there is none or it does not say.
  var terminalHeight: Int? {
    guard isTerminal else { return nil }
    var size = winsize()
    let result = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size)
    return result == 0 && size.ws_row > 0 ? Int(size.ws_row) : nil
  }

  /// Writes all of the text.
  func write(_ text: String) throws(OutputFailure) { try write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) throws(OutputFailure) {
    var start = 0
    while start < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        let part = unsafe UnsafeRawBufferPointer(rebasing: buffer[start...])
        return unsafe Glibc.write(descriptor, part.baseAddress, part.count)
      }
      if written >= 0 {
        start += written
      } else if errno == EAGAIN {
        waitUntilWritable()
      } else if errno != EINTR {
        throw OutputFailure(errorNumber: errno)
      }
    }
  }

  /// A pipe may have been made non-blocking by its other user.
  private func waitUntilWritable() {
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = unsafe poll(&entry, 1, 1000)
  }

  /// Holds the numbers of closed standard streams, so that no file opened later takes them.
  ///
  /// A closed output becomes a stream that can only be read, so that writing to it still fails.
  static func holdClosedDescriptors() {
    for (descriptor, flags) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest free number is taken, which is this one.
      _ = unsafe open("/dev/null", flags)
    }
  }
}

/// The words of the C library for an error number, in English whatever the locale.
enum SystemError {
  static func text(_ number: Int32) -> String {
    switch number {
    case ENOENT: "there is no such file"
    case EACCES, EPERM: "permission was refused"
    case EISDIR: "it is a directory"
    case ENOSPC: "no space is left"
    case EDQUOT: "the disk quota is used up"
    case EIO: "the device failed"
    case EBADF: "it is closed"
    case EFBIG: "it would become too large"
    case ENAMETOOLONG: "the name is too long"
    case ELOOP: "its links lead in a circle"
    case ENOTDIR: "a part of its path is no directory"
    default: "system error \(number)"
    }
  }
}

/// The variables of the environment that the shell asks for.
enum Environment {
  static func value(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }
}
