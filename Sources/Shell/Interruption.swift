import Evaluation
import Glibc
import Synchronization

/// Ctrl-C: the signal's handler only counts, and a watcher on the main thread acts on the count.
///
/// While a statement runs, the first one asks the session to stop and one more that comes while it
/// is still running ends the program (at the prompt, the third). While the prompt waits, the line
/// is thrown away. At any other time, such as while a script is read, the program ends.
final class Interruption: Sendable {
  /// How often Ctrl-C came; global, since a handler has no context.
  private static let count = Atomic<Int>(0)

  private enum Activity {
    case other
    case prompting
    /// Another program has the terminal, and Ctrl-C is for it.
    case lent
    /// A statement: what ends it, and at which count the program ends with it.
    /// `progress` tells how much of it is done, where that is known.
    case running(
      stop: @Sendable () -> Void, progress: @Sendable () -> Progress?, lastCount: Int,
      isInteractive: Bool)
  }

  private let activity = Mutex(Activity.other)
  /// A pipe that wakes who waits for its reading end.
  private struct Bell {
    let reader: Int32
    let writer: Int32

    init() {
      var ends: [Int32] = [-1, -1]
      _ = unsafe pipe(&ends)
      (reader, writer) = (ends[0], ends[1])
      // A signal's handler must not wait for room.
      for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    }

    func ring() {
      var byte: UInt8 = 1
      _ = unsafe write(writer, &byte, 1)
    }

    func readByte() {
      var byte: UInt8 = 0
      _ = unsafe read(reader, &byte, 1)
    }
  }

  /// Wakes the watcher when the signal comes, also just before it waits.
  private static let bell = Bell()
  /// Wakes the prompt.
  private let wake = Bell()

  /// What the prompt polls beside its input.
  var wakeDescriptor: Int32 { wake.reader }

  func installHandlers() {
    // Both are made before the handler can run, since making them is not safe there.
    Self.count.store(0, ordering: .relaxed)
    _ = Self.bell
    // A reader that went away and a file that may not grow are answered by messages.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGINT) { _ in
      Interruption.count.add(1, ordering: .relaxed)
      Interruption.bell.ring()
    }
    // A parent may have started this program with the signal blocked.
    var interrupt = sigset_t()
    unsafe sigemptyset(&interrupt)
    unsafe sigaddset(&interrupt, SIGINT)
    unsafe pthread_sigmask(SIG_UNBLOCK, &interrupt, nil)
  }

  /// A statement begins: `stop` ends it, at once if Ctrl-C came after its entry was read.
  func begin(
    isInteractive: Bool, stop: @escaping @Sendable () -> Void,
    progress: @escaping @Sendable () -> Progress?
  ) {
    let lastCount = Self.count.load(ordering: .relaxed) + (isInteractive ? 3 : 2)
    activity.withLock {
      $0 = .running(
        stop: stop, progress: progress, lastCount: lastCount, isInteractive: isInteractive)
      var entry = pollfd(fd: wake.reader, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&entry, 1, 0) > 0 else { return }
      acknowledgeWake()
      stop()
    }
  }

  /// The statement is done.
  func end() {
    activity.withLock { activity in
      guard case .running(_, _, _, let isInteractive) = activity else { return }
      activity = isInteractive ? .prompting : .other
    }
  }

  /// Lets another program have the terminal while the body runs.
  func lend(_ body: () -> Void) {
    let before = activity.withLock { activity in
      defer { activity = .lent }
      return activity
    }
    body()
    activity.withLock { $0 = before }
  }

  /// From here on the prompt takes lines.
  func beginPrompting() { activity.withLock { $0 = .prompting } }

  /// Forgets the wake-up that the prompt has seen.
  func acknowledgeWake() { wake.readByte() }

  /// Waits until `finished` can be read, passing on each Ctrl-C.
  func watch(until finished: Int32) {
    var seen = 0
    while true {
      var entries = [
        pollfd(fd: finished, events: Int16(POLLIN), revents: 0),
        pollfd(fd: Self.bell.reader, events: Int16(POLLIN), revents: 0),
      ]
      // The progress is looked at now and then.
      _ = unsafe poll(&entries, 2, 200)
      if entries[0].revents != 0 { return }
      if entries[1].revents != 0 { Self.bell.readByte() }
      if case .running(_, let progress, _, _) = activity.withLock({ $0 }) {
        ProgressLine.standardError.show(progress())
      }
      let now = Self.count.load(ordering: .relaxed)
      if now > seen { act(on: now) }
      seen = now
    }
  }

  private func act(on count: Int) {
    activity.withLock { activity in
      switch activity {
      case .other: _exit(130)
      case .lent: break
      case .prompting: wake.ring()
      case .running(let stop, _, let lastCount, _):
        if count >= lastCount { _exit(130) }
        stop()
      }
    }
  }
}
