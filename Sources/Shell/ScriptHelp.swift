import Evaluation
import Terminal

/// `sales run report.sales --help`: what a script says of itself, and its parameters.
enum ScriptHelp {
  static func text(_ script: ScriptDescription, path: String) -> StyledText {
    var text = StyledText()
    if let words = script.documentation, !words.isEmpty {
      text.append(VisibleText.lines(words) + "\n\n")
    }
    HelpText.section("Usage", to: &text)
    let name = VisibleText.line(path)
    let hasParameters = !script.parameters.isEmpty
    text.append("  ")
    text.append("sales run \(name)\(hasParameters ? " [--param value]…" : "")", .code)
    text.append("\n\n")
    guard hasParameters else {
      text.append("The script has no parameters.\n")
      return text
    }
    HelpText.section("Parameters", to: &text)
    HelpText.append(
      script.parameters.map { ("\($0.option) \($0.example)", words(about: $0)) }, to: &text,
      room: 26)
    return text
  }

  private static func words(about parameter: ScriptDescription.Parameter) -> String {
    var parts: [String] = []
    if let words = parameter.documentation {
      parts.append(words.split(whereSeparator: \.isNewline).joined(separator: " "))
    }
    parts.append(parameter.form)
    parts.append(
      parameter.defaultText.map { text in
        "\(text.split(whereSeparator: \.isNewline).joined(separator: " ")) unless given"
      } ?? "has to be given")
    return VisibleText.line(parts.joined(separator: "; "))
  }
}
