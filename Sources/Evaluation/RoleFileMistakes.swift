package import Diagnostics
package import Values

extension RoleFile {
  /// The user's own file; its name stands for the group that it begins with.
  package init(_ text: SourceText) {
    self.init(String(decoding: text.bytes, as: UTF8.self), group: text.name)
  }

  /// What is wrong with the file, as warnings, since the other lines are used.
  ///
  /// The text is what the file was read from, the source its number among those of a session.
  package func diagnostics(in text: SourceText, _ source: SourceID) -> [Diagnostic] {
    mistakes.map { mistake in
      let start = text.start(ofLine: mistake.line)
      let span = Span(
        source: source, start: start + mistake.bytes.lowerBound,
        end: start + mistake.bytes.upperBound)
      let near = Suggestion.nearest(to: mistake.name, among: mistake.candidates)
      return Diagnostic(
        .roleFile, mistake.message, at: span, because: mistake.because,
        helps: near.prefix(1).map { .init($0, replacing: span) }, severity: .warning)
    }
  }
}

extension DiagnosticCode {
  package static let roleFile = DiagnosticCode(
    "E0411", "a line of roles.txt that cannot be used",
    page: """
      Your own `roles.txt` lists headers by which `load` knows the roles of columns, one role a line:
      `spend cost: Net paid, Gross paid`. The line is left out, and the others count. `sales doc
      roles` shows the tables, their roles, and the headers that are known.
      """)
}
