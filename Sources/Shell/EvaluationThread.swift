import Glibc

/// The thread that evaluates: its stack is large, since trees are walked by recursion.
enum EvaluationThread {
  private static let stackSize = 64 << 20

  private final class Work {
    let body: () -> Int32
    let finished: Int32
    var result: Int32 = 0

    init(finished: Int32, body: @escaping () -> Int32) {
      self.finished = finished
      self.body = body
    }
  }

  /// Runs `body` on the thread while the caller's thread watches for Ctrl-C, and returns its
  /// result; on the caller's own stack when no thread can be made.
  static func run(watchedBy interruption: Interruption, _ body: @escaping () -> Int32) -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return body() }
    let work = Work(finished: ends[1], body: body)
    guard let thread = start(work) else { return body() }
    interruption.watch(until: ends[0])
    pthread_join(thread, nil)
    return work.result
  }

  private static func start(_ work: Work) -> pthread_t? {
    var attributes = pthread_attr_t()
    guard unsafe pthread_attr_init(&attributes) == 0 else { return nil }
    defer { unsafe pthread_attr_destroy(&attributes) }
    guard unsafe pthread_attr_setstacksize(&attributes, stackSize) == 0 else { return nil }
    // Ctrl-C is for the watcher: this thread, and those that the engine makes, do not take it.
    var blocked = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&blocked)
    unsafe sigaddset(&blocked, SIGINT)
    unsafe pthread_sigmask(SIG_BLOCK, &blocked, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let context = unsafe Unmanaged.passRetained(work)
    let result = unsafe pthread_create(
      &thread, &attributes,
      { context in
        guard let context = unsafe context else { return nil }
        let work = unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
        work.result = work.body()
        var byte: UInt8 = 1
        _ = unsafe write(work.finished, &byte, 1)
        return nil
      }, unsafe context.toOpaque())
    guard result == 0 else {
      unsafe context.release()
      return nil
    }
    return thread
  }
}
