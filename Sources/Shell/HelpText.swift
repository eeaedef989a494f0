import Formats
import Terminal

/// `sales --help`, made of the declarations.
enum HelpText {
  static let version = "0.1.0"

  static var text: StyledText {
    var text = StyledText("sales", .title)
    text.append(": an interactive shell and scripting language for sales analysis\n\n")
    section("Usage", to: &text)
    var rows = [("sales", "the prompt"), ("sales -e TEXT", "run statements")]
    rows += Subcommand.all.map { ("sales \($0.name) \($0.arguments)", $0.summary) }
    append(rows, to: &text)
    section("\nOptions", to: &text)
    append(CommandOption.all.map(row), to: &text)
    section("\nExit codes", to: &text)
    append(ExitCode.all.map { ($0.code, $0.meaning) }, to: &text, room: 5)
    return text
  }

  private static func row(_ option: CommandOption) -> (String, String) {
    let names = [option.short, option.name].compactMap { $0 }.joined(separator: ", ")
    let choices = option.choices.isEmpty ? "" : ": " + option.choices.joined(separator: ", ")
    return (
      [names, option.argument].compactMap { $0 }.joined(separator: " "), option.summary + choices
    )
  }

  static func section(_ name: String, to text: inout StyledText) {
    text.append(name, .header)
    text.endLine()
  }

  /// Terms with what they mean beside them, in lines that any terminal has room for.
  static func append(
    _ rows: [(String, String)], to text: inout StyledText, room: Int = 22
  ) {
    for (term, summary) in rows {
      text.append("  ")
      text.append(term, .code)
      if term.count + 2 > room {
        text.endLine()
        text.append(spaces: room + 2)
      } else {
        text.append(spaces: room - term.count)
      }
      for (index, line) in Paragraph.lines(summary, width: 78 - room).enumerated() {
        if index > 0 { text.append(spaces: room + 2) }
        text.append(line)
        text.endLine()
      }
    }
  }
}
