import Diagnostics
import Evaluation
import Foundation
import StandardLibrary
import Syntax
import Testing
import Values

/// Each example of the reference can be typed with the help of completions.
@Suite("Completion of the examples") struct CompletionExampleTests {
  private static let examples = Catalogue.functions.flatMap(\.examples).map(\.code)

  private struct Share {
    var found = 0
    var missed: [String] = []

    mutating func note(_ isFound: Bool, _ place: String) {
      if isFound { found += 1 } else { missed.append(place) }
    }
  }

  @Test("the function, column or argument that follows is among the candidates")
  func continuations() {
    var functions = Share()
    var columns = Share()
    var arguments = Share()
    let library = Set(Catalogue.functions.map(\.name))
    let parameters = Dictionary(
      Catalogue.functions.map { function in
        (function.name, Set(function.overloads.flatMap { $0.signature.parameters.map(\.name) }))
      }, uniquingKeysWith: { first, _ in first })
    for code in Self.examples {
      let session = CompletionSession()
      let text = SourceText(name: "example", text: code)
      let tokens = TokenList(text).tokens
      for (index, token) in tokens.enumerated() {
        let next = tokens.indices.contains(index + 1) ? tokens[index + 1].kind : nil
        let last = index > 0 ? tokens[index - 1].kind : nil
        // Before a name nothing of it is typed; after its first letter it goes on.
        for typed in [0, 1] {
          let cursor = token.start + typed
          let place = "\(text.text(from: 0, to: cursor))▮"
          func isFound(_ name: String, _ kind: Completion.Kind) -> Bool {
            session.completions(Array(text.bytes[..<cursor]), at: cursor).candidates.contains {
              $0.name == name && $0.kind == kind
            }
          }
          switch token.kind {
          case .word(let name)
          where next == .symbol(.leftParenthesis) && library.contains(name) && last != .keyword(.fn):
            functions.note(isFound(name, .function), "\(place)\(name)")
          case .word(let name) where next == .symbol(.colon):
            // Names of new columns and of fields are nobody's to know.
            let isKnown = parameters.contains { function, names in
              names.contains(name) && code.contains("\(function)(")
            }
            guard isKnown, typed == 1 || last != .symbol(.leftBrace),
              !(last == .symbol(.leftBrace) || code.contains("{\(name):"))
            else { continue }
            arguments.note(isFound(name, .argument), "\(place)\(name)")
          case .column(let name) where typed == 1:
            columns.note(isFound(name, .column), "\(place)\(name)")
          default: continue
          }
        }
      }
    }
    for (what, share) in [("functions", functions), ("columns", columns), ("arguments", arguments)]
    {
      print("\(what): \(share.found) of \(share.found + share.missed.count)")
      #expect(share.found > 20)
      #expect(share.missed.isEmpty, "\(what): \(share.missed.joined(separator: "\n---\n"))")
    }
  }
}
