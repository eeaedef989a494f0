/// The one place that writes escape codes.
///
/// The sequences used are `ESC [ n m` alone: 0 ends a style, 1 is bold, 2 is faint, 31 to 36 are the
/// terminal's own colours, so that a person's light or dark theme decides how they look.
package enum ANSIText {
  /// The text as the terminal gets it, or without codes where colour is not wanted.
  package static func text(_ styled: StyledText, hasColour: Bool) -> String {
    hasColour ? coloured(styled) : plain(styled)
  }

  static func plain(_ styled: StyledText) -> String {
    styled.pieces.map { VisibleText.lines($0.text) }.joined()
  }

  private static func coloured(_ styled: StyledText) -> String {
    styled.pieces.map { piece in
      let text = VisibleText.lines(piece.text)
      guard let code = code(piece.style), text.contains(where: { $0 != " " && $0 != "\n" }) else {
        return text
      }
      return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }.joined()
  }

  private static func code(_ style: TextStyle) -> String? {
    switch style {
    case .plain, .number: nil
    case .title, .header: "1"
    case .code: "36"
    case .keyword: "34"
    case .muted: "2"
    case .error: "1;31"
    case .warning: "1;33"
    case .note: "1;36"
    case .help: "32"
    }
  }
}

/// Whether standard output or standard error gets colours.
package enum ColourChoice: String, Hashable, Sendable, CaseIterable {
  case auto
  case always
  case never

  /// `auto` is colour on a terminal, unless `NO_COLOR` is set to anything or `TERM` is `dumb`.
  package func hasColour(isTerminal: Bool, noColor: String?, term: String?) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto: isTerminal && (noColor ?? "").isEmpty && term != "dumb" && term != nil
    }
  }
}
