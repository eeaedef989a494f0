import Diagnostics
import Formats
import Terminal

/// A setting of the prompt: `:rows 20` and `:set rows 20` change it, `:set` shows all.
struct PromptSetting: Sendable {
  let name: String
  let choices: [String]
  let other: String?
  let summary: String
  let value: @Sendable (SessionDisplay) -> String
  /// False for a text that is no value of the setting.
  let change: @Sendable (SessionDisplay, String) -> Bool

  static let all: [PromptSetting] = [
    PromptSetting(
      name: "mode", choices: ["table"] + OutputFormat.all.map(\.name), other: nil,
      summary: "how values are shown", value: { $0.format },
      change: { display, word in
        guard word == "table" || OutputFormat.named(word) != nil else { return false }
        display.format = word
        return true
      }),
    PromptSetting(
      name: "rows", choices: ["auto", "all"], other: "N",
      summary: "the most rows of a table that are shown",
      value: { display in
        switch display.chosenRows {
        case .auto: "auto"
        case .all: "all"
        case .count(let count): "\(count)"
        }
      },
      change: { display, word in
        switch word {
        case "auto": display.chosenRows = .auto
        case "all": display.chosenRows = .all
        default:
          guard let count = Int(word), count > 0 else { return false }
          display.chosenRows = .count(count)
        }
        return true
      }),
    PromptSetting(
      name: "width", choices: ["auto"], other: "N",
      summary: "the columns into which tables are fitted",
      value: { $0.chosenWidth.map { "\($0)" } ?? "auto" },
      change: { display, word in
        guard word == "auto" || (Int(word).map { (20...10_000).contains($0) } ?? false) else {
          return false
        }
        display.chosenWidth = Int(word)
        return true
      }),
    .switched(
      "time", "whether the time of each entry is told",
      isOn: { $0.tellsTime }, turn: { $0.tellsTime = $1 }),
    .switched(
      "accessible", "words for what is drawn, to be read aloud",
      isOn: { $0.isAccessible }, turn: { $0.isAccessible = $1 }),
  ]

  /// A setting that is on or off.
  private static func switched(
    _ name: String, _ summary: String, isOn: @escaping @Sendable (SessionDisplay) -> Bool,
    turn: @escaping @Sendable (SessionDisplay, Bool) -> Void
  ) -> PromptSetting {
    PromptSetting(
      name: name, choices: ["on", "off"], other: nil, summary: summary,
      value: { isOn($0) ? "on" : "off" },
      change: { display, word in
        guard word == "on" || word == "off" else { return false }
        turn(display, word == "on")
        return true
      })
  }

  func set(_ word: String, in display: SessionDisplay) throws(Diagnostic) {
    guard !change(display, word) else { return }
    let words = choices + [other].compactMap { $0 }
    throw Diagnostic(
      .commandArgument, "`\(word)` is no value of `\(name)`",
      because: "it takes \(words.joined(separator: ", "))", helps: [.init(":\(name) \(choices[0])")]
    )
  }
}

extension PromptCommand {
  /// The commands that change how values are shown.
  static let showing: [PromptCommand] =
    PromptSetting.all.map { setting in
      PromptCommand(
        setting.name, .choice(setting.choices, other: setting.other), setting.summary
      ) { prompt, word throws(Diagnostic) in
        if word.isEmpty {
          prompt.display.say(StyledText("\(setting.name) \(setting.value(prompt.display))\n"))
        } else {
          try setting.set(word, in: prompt.display)
        }
      }
    } + [
      PromptCommand(
        "set", .choice(PromptSetting.all.map(\.name), other: nil),
        "all settings, or a new value of one"
      ) { prompt, text throws(Diagnostic) in
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let name = words.first else {
          prompt.show(
            ["setting", "value", "what it is"],
            PromptSetting.all.map { [$0.name, $0.value(prompt.display), $0.summary] })
          return
        }
        guard let setting = PromptSetting.all.first(where: { $0.name == name }) else {
          throw Diagnostic(
            .commandArgument, "there is no setting `\(name)`",
            because: "the settings are \(PromptSetting.all.map(\.name).joined(separator: ", "))",
            helps: [.init(":set")])
        }
        try setting.set(words.dropFirst().joined(separator: " "), in: prompt.display)
      }
    ]
}
