import Diagnostics
import Evaluation
import Formats

/// Reads the command line, without opening or running anything.
struct InvocationParser {
  private var rest: ArraySlice<CommandWord>
  private var invocation = Invocation()
  private var command: Subcommand?
  private var words: [String] = []

  private init(_ arguments: [CommandWord]) { rest = arguments[...] }

  /// The invocation of the words after the program's name.
  static func parse(_ arguments: [CommandWord]) throws(Diagnostic) -> Invocation {
    var parser = InvocationParser(arguments)
    return try parser.read()
  }

  private mutating func read() throws(Diagnostic) -> Invocation {
    while let word = rest.popFirst() {
      let text = word.text
      if let path = words.first, command?.name == "run", CommandOption.help.isNamed(text) {
        // After the name of a script, help is about its parameters.
        invocation.action = .describe(path: path)
        return invocation
      } else if text.hasPrefix("-"), text != "-" {
        try readOption(word)
      } else if !word.isText {
        throw Self.noText(word)
      } else if command == nil {
        try readCommand(text)
      } else {
        words.append(text)
      }
      // Help and the version need nothing else to be right.
      if invocation.action == .help || invocation.action == .version { return invocation }
    }
    if invocation.isAccepting, command?.name != "test" {
      throw Diagnostic(
        .optionArgument, "`--accept` belongs to `sales test`",
        helps: [.init("sales test --accept FILE")])
    }
    if invocation.isLayoutCheck, command?.name != "fmt" {
      throw Diagnostic(
        .optionArgument, "`--check` belongs to `sales fmt`",
        because: "names, types and units are checked by the command `check`",
        helps: [.init("sales fmt --check FILE"), .init("sales check FILE")])
    }
    guard let command else { return invocation }
    guard let action = command.action(words, invocation) else {
      throw Diagnostic(
        .optionArgument,
        words.isEmpty
          ? "`sales \(command.name)` needs \(command.arguments)"
          : "`sales \(command.name)` takes \(command.arguments), not \(words.count) names",
        helps: [.init("sales \(command.name) \(command.arguments)", note: command.summary)])
    }
    if case .evaluate = invocation.action {
      throw Diagnostic(
        .optionArgument, "`-e` and `sales \(command.name)` cannot go together",
        helps: [.init("sales -e TEXT"), .init("sales \(command.name) \(command.arguments)")])
    }
    invocation.action = action
    return invocation
  }

  private mutating func readCommand(_ word: String) throws(Diagnostic) {
    if let found = Subcommand.all.first(where: { $0.name == word }) {
      command = found
      return
    }
    if word == "-" || word.hasSuffix(".sales") {
      throw Diagnostic(
        .unknownOption, "a script is run by `sales run`", helps: [.init("sales run \(word)")])
    }
    let near = Suggestion.nearest(to: word, among: Subcommand.all.map(\.name))
    throw Diagnostic(
      .unknownOption, "there is no command `\(word)`",
      because: "the commands are \(Self.list(Subcommand.all.map(\.name)))",
      helps: near.prefix(1).map { .init("sales \($0)") } + [.init("sales --help")])
  }

  private mutating func readOption(_ word: CommandWord) throws(Diagnostic) {
    let parts = word.bytes.split(
      separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(decoding: parts.first ?? [], as: UTF8.self)
    let attached = parts.count > 1 ? CommandWord(bytes: Array(parts[1])) : nil
    if CommandOption.later.contains(name) { throw Self.comesLater(name) }
    guard let option = CommandOption.named(name) else {
      try readParameter(name, attached)
      return
    }
    guard let placeholder = option.argument else {
      guard attached == nil else {
        throw Diagnostic(
          .optionArgument, "`\(option.name)` takes no value", helps: [.init(option.name)])
      }
      _ = option.apply(&invocation, "")
      return
    }
    guard let value = attached ?? rest.popFirst() else {
      throw Diagnostic(
        .optionArgument, "`\(name)` needs a value",
        helps: [.init("\(name) \(option.choices.first ?? placeholder)", note: option.summary)])
    }
    let isChoice = option.choices.isEmpty || option.choices.contains(value.text)
    guard isChoice, option.apply(&invocation, value) else {
      let near = Suggestion.nearest(to: value.text, among: option.choices)
      throw Diagnostic(
        .optionArgument, "`\(value.text)` is no value of `\(name)`",
        because: option.choices.isEmpty
          ? "\(placeholder) is \(option.summary)" : "it takes \(Self.list(option.choices))",
        helps: near.prefix(1).map { .init("\(name) \($0)") })
    }
  }

  /// After the name of the script to be run, an option that is not ours is one of its parameters.
  private mutating func readParameter(_ name: String, _ attached: CommandWord?) throws(Diagnostic) {
    let names = CommandOption.all.map(\.name)
    guard command?.name == "run", !words.isEmpty, name.hasPrefix("--"), name.utf8.count > 2 else {
      let near = Suggestion.nearest(to: name, among: names)
      throw Diagnostic(
        .unknownOption, "there is no option `\(name)`",
        because: command?.name == "run"
          ? "a script's own parameters stand after its file" : nil,
        helps: near.prefix(1).map { .init($0) } + [.init("sales --help")])
    }
    // What looks like an option is one, unless it is attached: `--name=--value`.
    let next = rest.first?.text.hasPrefix("--") == true ? nil : rest.first
    if attached == nil, next != nil { _ = rest.popFirst() }
    guard let value = attached ?? next else {
      throw Diagnostic(
        .optionArgument, "the parameter `\(name)` needs a value", helps: [.init("\(name) VALUE")])
    }
    guard value.isText else { throw Self.noText(value) }
    invocation.session.parameters.append((name: String(name.dropFirst(2)), text: value.text))
  }

  private static func noText(_ word: CommandWord) -> Diagnostic {
    Diagnostic(
      .optionArgument, "`\(word.text)` is not UTF-8",
      because: "a name of a file and a value of a parameter are text")
  }

  private static func comesLater(_ name: String) -> Diagnostic {
    Diagnostic(.laterVersion, "`\(name)` comes with a later version of sales")
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
