import Diagnostics
import Evaluation
import Terminal
import Values

/// A command to the prompt itself, declared once: parsing, `:help`, completion and the reference read
/// the list.
struct PromptCommand: Sendable {
  /// What stands after the name of a command, for help and completion.
  enum Argument: Sendable, Hashable {
    case none
    case topic
    case expression
    case file
    /// One of these, or else what the text says.
    case choice([String], other: String? = nil)

    /// Whether a command may stand alone.
    var isOptional: Bool { self != .expression && self != .file }

    var usage: String {
      switch self {
      case .none: ""
      case .topic: "[TOPIC]"
      case .expression: "EXPRESSION"
      case .file: "FILE"
      case .choice(let words, let other):
        "[\((words + [other].compactMap { $0 }).joined(separator: "|"))]"
      }
    }
  }

  let name: String
  let otherNames: [String]
  let argument: Argument
  let summary: String
  let run: @Sendable (Prompt, String) throws(Diagnostic) -> Void

  init(
    _ name: String, otherNames: [String] = [], _ argument: Argument = .none, _ summary: String,
    run: @escaping @Sendable (Prompt, String) throws(Diagnostic) -> Void
  ) {
    self.name = name
    self.otherNames = otherNames
    self.argument = argument
    self.summary = summary
    self.run = run
  }

  /// Every command, in the order of the help.
  static let all = viewing + showing + keeping

  static func named(_ name: String) -> PromptCommand? {
    all.first { $0.name == name || $0.otherNames.contains(name) }
  }

  var usage: String { ":\(name)" + (argument == .none ? "" : " \(argument.usage)") }

  // MARK: Reading a line

  /// True for an entry that is a command: it begins with `:` or `?`.
  static func isCommand(_ entry: [UInt8]) -> Bool {
    entry.first == UInt8(ascii: ":") || entry.first == UInt8(ascii: "?")
  }

  /// The name and the rest of a command; `?name` is `:help name`.
  static func parts(of entry: String) -> (name: String, argument: String) {
    func trimmed(_ text: Substring) -> String {
      var text = text.drop(while: \.isWhitespace)
      while text.last?.isWhitespace == true { text.removeLast() }
      return String(text)
    }
    let rest = entry.dropFirst()
    if entry.first == "?" { return ("help", trimmed(rest)) }
    let name = rest.prefix { !$0.isWhitespace }
    return (String(name), trimmed(rest.dropFirst(name.count)))
  }

  /// The command that an entry names, with what stands behind the name.
  static func find(_ entry: String) throws(Diagnostic) -> (command: PromptCommand, argument: String)
  {
    let (name, argument) = parts(of: entry)
    guard let command = named(name) else {
      let near = Suggestion.nearest(to: name, among: all.map(\.name))
      throw Diagnostic(
        .unknownCommand, "`:\(name)` is no command of the prompt",
        because: "the commands are \(all.map { ":" + $0.name }.joined(separator: " "))",
        helps: (near.first ?? "help").isEmpty ? [] : [.init(":\(near.first ?? "help")")])
    }
    return (command, argument)
  }

  /// The command of an entry, with its argument.
  static func read(_ entry: String) throws(Diagnostic) -> (command: PromptCommand, argument: String)
  {
    let (command, argument) = try find(entry)
    if case .none = command.argument, !argument.isEmpty {
      throw Diagnostic(
        .commandArgument, "`:\(command.name)` takes nothing after its name",
        because: "it was given `\(argument)`", helps: [.init(":\(command.name)")])
    }
    let needsOne = command.argument == .expression || command.argument == .file
    if needsOne, argument.isEmpty {
      throw Diagnostic(
        .commandArgument,
        "`:\(command.name)` needs \(command.argument == .file ? "a file" : "an expression")",
        helps: [
          .init(command.argument == .file ? ":\(command.name) report.sales" : ":\(command.name) _")
        ])
    }
    return (command, argument)
  }
}
