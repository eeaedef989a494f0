import Glibc

/// Output that is taller than the terminal, shown by another program: `$SALES_PAGER`, else `$PAGER`,
/// else `less`, told to cut no line, keep colours, end at once where all fits and leave it on screen,
/// and to write no file and start no program, whatever is typed into it.
enum Pager {
  /// False where no pager could show it.
  static func show(_ text: String) -> Bool {
    let named = ["SALES_PAGER", "PAGER"].compactMap(Environment.value).first { !$0.isEmpty }
    let command = named ?? "LESSSECURE=1 less -SRFX"
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return false }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let child = ChildProcess.start(["/bin/sh", "-c", command], input: ends[0])
    close(ends[0])
    // Who leaves the pager early closes the pipe.
    if child != nil { try? OutputStream(descriptor: ends[1]).write(text) }
    close(ends[1])
    guard let child else { return false }
    return ChildProcess.wait(for: child) != 127
  }
}
