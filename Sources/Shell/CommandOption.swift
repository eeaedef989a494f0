import Evaluation
import Formats
import Terminal
import Values

/// An option of the command line, declared once: parsing, `--help` and suggestions read the list.
struct CommandOption: Sendable {
  let name: String
  /// The short form, such as `-e`.
  let short: String?
  /// What stands for its value in the help; nil for a switch.
  let argument: String?
  let summary: String
  let choices: [String]
  /// Puts the value into the invocation; false when it is none that the option takes.
  let apply: @Sendable (inout Invocation, CommandWord) -> Bool

  init(
    _ name: String, short: String? = nil, argument: String? = nil, summary: String,
    choices: [String] = [], apply: @escaping @Sendable (inout Invocation, CommandWord) -> Bool
  ) {
    self.name = name
    self.short = short
    self.argument = argument
    self.summary = summary
    self.choices = choices
    self.apply = apply
  }

  static let all: [CommandOption] = [
    CommandOption(
      "--evaluate", short: "-e", argument: "TEXT", summary: "run these statements"
    ) { invocation, word in
      if case .evaluate(let earlier) = invocation.action {
        invocation.action = .evaluate(earlier + [UInt8(ascii: "\n")] + word.bytes)
      } else {
        invocation.action = .evaluate(word.bytes)
      }
      return true
    },
    CommandOption(
      "--interactive", short: "-i", summary: "stay at the prompt afterwards"
    ) { invocation, _ in
      invocation.isInteractive = true
      return true
    },
    CommandOption(
      "--format", argument: "FORMAT", summary: "how values are written",
      choices: ["table"] + OutputFormat.all.map(\.name)
    ) { invocation, word in
      invocation.format = word.text
      return true
    },
    CommandOption(
      "--seed", argument: "N", summary: "the seed of everything random; 1 unless given"
    ) { invocation, word in
      guard let seed = UInt64(word.text) else { return false }
      invocation.session.seed = seed
      return true
    },
    CommandOption(
      "--today", argument: "DATE",
      summary: "the day that `today` is; else the last event date in the data"
    ) { invocation, word in
      guard let day = CalendarDate(isoText: word.text) else { return false }
      invocation.session.today = day
      return true
    },
    CommandOption(
      "--strict", summary: "counts need their unit, and money its currency"
    ) { invocation, _ in
      invocation.session.isStrict = true
      return true
    },
    CommandOption(
      "--check", summary: "with fmt: write nothing, list the scripts that are not in its layout"
    ) { invocation, _ in
      invocation.isLayoutCheck = true
      return true
    },
    CommandOption(
      "--deterministic", summary: "one engine thread"
    ) { invocation, _ in
      invocation.session.threads = 1
      return true
    },
    CommandOption(
      "--color", argument: "WHEN", summary: "colour on a terminal, always or never",
      choices: ColourChoice.allCases.map(\.rawValue)
    ) { invocation, word in
      guard let choice = ColourChoice(rawValue: word.text) else { return false }
      invocation.colour = choice
      return true
    },
    CommandOption(
      "--diagnostics", argument: "FORM",
      summary: "messages as text, or as one JSON object a line with places and edits",
      choices: ["text", "json"]
    ) { invocation, word in
      invocation.hasWordsAsJSON = word.text == "json"
      return true
    },
    CommandOption(
      "--accessible", summary: "words for what is drawn, to be read aloud"
    ) { invocation, _ in
      invocation.isAccessible = true
      return true
    },
    CommandOption("--version", summary: "the version") { invocation, _ in
      invocation.action = .version
      return true
    },
    CommandOption(
      "--accept", summary: "with `sales test`: keep what the tests show as their snapshots"
    ) { invocation, _ in
      invocation.isAccepting = true
      return true
    },
    help,
  ]

  static let help = CommandOption(
    "--help", short: "-h", summary: "this text; after `sales run FILE`, the script's parameters"
  ) { invocation, _ in
    invocation.action = .help
    return true
  }

  /// The names that no parameter of a script may have, since they would never reach it.
  static let reserved = Set(all.map(\.name) + later)

  func isNamed(_ word: String) -> Bool { word == name || word == short }

  /// Names that a later version gives a meaning, so that no script's parameter may take them.
  static let later = ["--engine", "--safe", "--report"]

  static func named(_ name: String) -> CommandOption? {
    all.first { $0.name == name || $0.short == name }
  }
}

/// A command of the command line, declared once.
struct Subcommand: Sendable {
  let name: String
  let arguments: String
  let summary: String
  /// Builds the action from the words after the name; nil when they are too few or too many.
  let action: @Sendable ([String], Invocation) -> Invocation.Action?

  static let all: [Subcommand] = [
    Subcommand(
      name: "run", arguments: "FILE [--param value]…",
      summary: "run a script; `-` reads it from standard input"
    ) { words, _ in words.count == 1 ? .run(path: words[0]) : nil },
    Subcommand(
      name: "check", arguments: "FILE…", summary: "check names, types and units; run nothing"
    ) { words, _ in words.isEmpty ? nil : .check(paths: words) },
    Subcommand(
      name: "test", arguments: "[--accept] FILE…",
      summary: "run the tests of scripts, and compare what they show with their snapshots"
    ) { words, invocation in
      words.isEmpty ? nil : .test(paths: words, isAccepting: invocation.isAccepting)
    },
    Subcommand(
      name: "fmt", arguments: "[--check] FILE…",
      summary: "write scripts anew in the one layout; `-` is from standard input to output"
    ) { words, _ in words.isEmpty ? nil : .format(paths: words) },
    Subcommand(
      name: "explain", arguments: "CODE", summary: "explain a message, such as E0311"
    ) { words, _ in words.count == 1 ? .explain(code: words[0]) : nil },
    Subcommand(
      name: "doc", arguments: "[NAME]",
      summary: "the page of a function, unit or chapter; else a list"
    ) { words, _ in words.count <= 1 ? .document(name: words.first) : nil },
    Subcommand(
      name: "completions",
      arguments: ShellCompletion.allCases.map(\.rawValue).joined(separator: "|"),
      summary: "what a shell needs to complete the words of this command"
    ) { words, _ in
      words.count == 1
        ? words.first.flatMap(ShellCompletion.init(rawValue:)).map { .complete($0) } : nil
    },
  ]
}

extension CalendarDate {
  /// `2026-03-01`; nil for anything else.
  init?(isoText: String) {
    let parts = isoText.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}
