import Diagnostics
import Evaluation
import Formats
import Terminal
import Values

/// The command line's own chapters of the reference, and how a page is shown.
enum CommandReference {
  /// The manual with a user's own headers of roles; the handbook's, where there are none.
  static func manual(roles: SourceText? = nil) -> Manual {
    Manual(
      adding: [commands, options, prompt, formats, exitCodes, messages],
      headers: roles.map { RoleHeaders(own: RoleFile($0).lines) } ?? .builtIn)
  }

  /// The page of a function, unit or chapter, or else what pages there are.
  ///
  /// What is not found is a diagnostic with the nearest names, to be asked for by `command`.
  static func page(named name: String?, asking command: String) throws(Diagnostic) -> String {
    // What cannot be read of them, a session says.
    let manual = Self.manual(roles: (try? UserRoles.read()) ?? nil)
    guard let name else { return manual.contents }
    if let page = manual.page(named: name) { return page }
    throw Diagnostic(
      .noPage, "nothing in the reference is called `\(name)`",
      because: "it has functions, units, and the chapters "
        + manual.topics.joined(separator: ", "),
      helps: manual.suggestions(for: name).prefix(2).map { .init("\(command) \($0)") })
  }

  /// A page for a person: titles without their number signs, code without its fences.
  ///
  /// Lines are broken to a terminal's width, but those of tables are not; nil breaks none.
  static func styled(_ markdown: String, width: Int? = nil) -> StyledText {
    let width = width.map { min($0, Paragraph.measure) }
    var text = StyledText()
    var isCode = false
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("```") {
        isCode.toggle()
        continue
      }
      if isCode {
        let lines = Paragraph.lines("    \(line)", width: width, indent: 8)
        text.append(lines.joined(separator: "\n"), .code)
      } else if line.hasPrefix("#") {
        text.append(String(line.drop { $0 == "#" || $0 == " " }), .title)
      } else if line.hasPrefix("|") {
        text.append(String(line))
      } else {
        let indent = line.hasPrefix("- ") ? 2 : 0
        let lines = Paragraph.lines(String(line), width: width, indent: indent)
        text.append(lines.joined(separator: "\n"))
      }
      text.endLine()
    }
    return text
  }

  private static let commands = ReferenceChapter(
    "commands", "Commands", intro: "Without a command, `sales` is a prompt.",
    head: ["command", "what it does"],
    rows: Subcommand.all.map { ["`sales \($0.name) \($0.arguments)`", $0.summary] })

  private static let options = ReferenceChapter(
    "options", "Options", intro: "Options stand anywhere on the command line.",
    head: ["option", "what it does"],
    rows: CommandOption.all.map { option in
      let names = [option.short, option.name].compactMap { $0 }.joined(separator: ", ")
      let argument =
        option.choices.isEmpty ? option.argument : option.choices.joined(separator: "|")
      return ["`\([names, argument].compactMap { $0 }.joined(separator: " "))`", option.summary]
    })

  private static let prompt = ReferenceChapter(
    "prompt", "The prompt",
    intro:
      "Commands to the prompt itself begin with `:`; `?name` is `:help name`, and `:help :name` tells of a command.",
    head: ["command", "what it does"],
    rows: PromptCommand.all.map { ["`\($0.usage)`", $0.summary] })

  private static let formats = ReferenceChapter(
    "formats", "Formats", intro: "`--format` takes these; `table`, for reading, is the usual one.",
    head: ["format", "file ending", "what is written"],
    rows: OutputFormat.all.map { ["`\($0.name)`", "`.\($0.suffix)`", $0.summary] })

  private static let exitCodes = ReferenceChapter(
    "exit-codes", "Exit codes", intro: "What the program ends with.", head: ["code", "meaning"],
    rows: ExitCode.all.map { ["`\($0.code)`", $0.meaning] })

  private static let messages = ReferenceChapter(
    "messages", "Messages", intro: "`sales explain CODE` shows the page of a message.",
    head: ["code", "what it says"],
    rows: (DiagnosticCatalogue.all + DiagnosticCode.shellCodes).map {
      ["`\($0.rawValue)`", $0.title]
    })
}
