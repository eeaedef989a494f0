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
    append(
      CommandOption.all.map { option in
        let names = [option.short, option.name].compactMap { $0 }.joined(separator: ", ")
        let argument =
          option.choices.isEmpty ? option.argument : option.choices.joined(separator: "|")
        return ([names, argument].compactMap { $0 }.joined(separator: " "), option.summary)
      }, to: &text)
    section("\nFormats", to: &text)
    append(
      [("table", "a table for reading")] + OutputFormat.all.map { ($0.name, $0.summary) }, to: &text
    )
    section("\nExit codes", to: &text)
    append(ExitCode.all.map { ($0.code, $0.meaning) }, to: &text)
    return text
  }

  private static func section(_ name: String, to text: inout StyledText) {
    text.append(name, .header)
    text.endLine()
  }

  private static func append(_ rows: [(String, String)], to text: inout StyledText) {
    let room = 34
    for (term, summary) in rows {
      text.append("  ")
      text.append(term, .code)
      if term.count + 2 > room {
        text.endLine()
        text.append(spaces: room + 2)
      } else {
        text.append(spaces: room - term.count)
      }
      text.append(summary)
      text.endLine()
    }
  }
}
