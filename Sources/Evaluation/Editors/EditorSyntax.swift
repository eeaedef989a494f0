/// The files by which an editor colours scripts, made of the declarations.
///
/// They stand in the folder `Editors`; `sales doc NAME` prints one.
package struct EditorSyntax: Sendable {
  /// What `sales doc` calls it.
  package let name: String
  package let text: String

  package static let all: [EditorSyntax] = [
    EditorSyntax(name: "textmate", text: TextMateGrammar.text),
    EditorSyntax(name: "vim", text: VimSyntax.text),
  ]

  package static func named(_ name: String) -> EditorSyntax? { all.first { $0.name == name } }
}
