import Glibc

/// Other programs that the user has chosen: an editor, a pager.
enum ChildProcess {
  /// Runs a program and waits for it; its exit code, 127 where it cannot be run.
  ///
  /// Its standard input is the terminal, or a descriptor in its place.
  static func run(_ words: [String], input: Int32? = nil) -> Int32 {
    guard let child = start(words, input: input) else { return 127 }
    return wait(for: child)
  }

  static func start(_ words: [String], input: Int32? = nil) -> pid_t? {
    guard let program = words.first else { return nil }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    if let input { unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
    // The thread that runs statements does not take Ctrl-C; a program that it starts does.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    unsafe sigemptyset(&none)
    var usual = sigset_t()
    unsafe sigemptyset(&usual)
    for signal in [SIGINT, SIGPIPE, SIGXFSZ] { unsafe sigaddset(&usual, signal) }
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &usual)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var child = pid_t()
    let result = unsafe posix_spawnp(&child, program, &actions, &attributes, &arguments, environ)
    return result == 0 ? child : nil
  }

  static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return 127 }
    }
    // The low bits tell the signal, the next ones the exit code.
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
  }
}
