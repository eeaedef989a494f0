import Diagnostics
import Evaluation
import Formats
import Terminal
import Values

/// Messages for programs, such as an editor: one JSON object a line on standard error.
///
/// Places are byte offsets from 0, the end excluded, with the line and column from 1 that a person is
/// told (columns in characters). An edit replaces the bytes from `start` to `end` by the help's code.
enum DiagnosticJSON {
  static func line(_ diagnostic: Diagnostic, in sources: SourceMap) -> String {
    var members = [
      ("severity", JSONText.string(diagnostic.severity.rawValue)),
      ("code", JSONText.string(diagnostic.code.rawValue)),
      ("message", JSONText.string(diagnostic.message)),
      ("place", place(diagnostic.span, diagnostic.label, in: sources)),
      ("labels", JSONText.array(diagnostic.labels.map { place($0.span, $0.text, in: sources) })),
      ("because", diagnostic.because.map(JSONText.string) ?? "null"),
    ]
    let helps = diagnostic.helps.map { help in
      JSONText.object([
        ("code", JSONText.string(help.code)), ("note", JSONText.string(help.note)),
        ("replaces", place(help.replacing, "", in: sources)),
      ])
    }
    members.append(("helps", JSONText.array(helps)))
    return JSONText.object(members) + "\n"
  }

  static func line(_ note: Note) -> String {
    JSONText.object([
      ("severity", JSONText.string(note.kind.rawValue)), ("message", JSONText.string(note.text)),
    ]) + "\n"
  }

  private static func place(_ span: Span?, _ label: String, in sources: SourceMap) -> String {
    guard let span else { return "null" }
    let source = sources[span.source]
    let line = source.line(at: span.start)
    let before = source.text(from: source.start(ofLine: line), to: span.start)
    return JSONText.object([
      ("file", JSONText.string(source.name)), ("line", "\(line + 1)"),
      ("column", "\(before.unicodeScalars.count + 1)"), ("start", "\(span.start)"),
      ("end", "\(span.end)"), ("label", JSONText.string(label)),
    ])
  }
}
