import Evaluation
import Terminal

/// What one start of `sales` is asked to do: its command line, read.
struct Invocation {
  enum Action: Hashable {
    /// No command: the prompt on a terminal, a script from standard input otherwise.
    case standardInput
    /// The bytes of the statements, checked as those of a script are.
    case evaluate([UInt8])
    case run(path: String)
    case check(paths: [String])
    /// The tests of these files; with what they show as the snapshots to be kept.
    case test(paths: [String], isAccepting: Bool)
    /// What a script says of its parameters.
    case describe(path: String)
    case format(paths: [String])
    case explain(code: String)
    /// Nil for the list of what there is.
    case document(name: String?)
    /// What a shell completes the command with.
    case complete(ShellCompletion)
    case help
    case version
  }

  var action = Action.standardInput
  /// Stay at the prompt afterwards.
  var isInteractive = false
  /// Keep what tests show.
  var isAccepting = false
  /// Whether `sales fmt` only compares.
  var isLayoutCheck = false
  /// The name of an output format; `table` is drawn by Terminal.
  var format = "table"
  var colour = ColourChoice.auto
  /// Messages and notes for programs.
  var hasWordsAsJSON = false
  /// Words for what is drawn.
  var isAccessible = false
  var session = SessionOptions()
}
