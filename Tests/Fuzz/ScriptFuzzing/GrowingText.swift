import SyntaxSamples

/// A kind of text that can be made ten times as long.
package struct GrowingText: CustomStringConvertible, Sendable {
  package let name: String
  /// The smaller of the two sizes that are compared.
  package let size: Int
  package let text: @Sendable (Int) -> String

  package var description: String { name }

  /// Whether each level begins a line, which has two blanks more than the level around it.
  package var isIndented: Bool { name.hasPrefix("nested") && name.hasSuffix(": tables") }

  /// All kinds but those of single words.
  package static let all = expressions + statements + nested

  /// Names that stand for the one before or the next.
  package static let chains = statements.filter {
    $0.name.contains("the one before") || $0.name.contains("the next")
  }

  init(_ name: String, size: Int = 500, _ text: @escaping @Sendable (Int) -> String) {
    self.name = name
    self.size = size
    self.text = text
  }

  /// A part that is repeated, with what stands before and behind all of them.
  static func parts(
    _ name: String, size: Int = 500, _ part: String, after start: String = "",
    before end: String = ""
  ) -> GrowingText {
    GrowingText(name, size: size) { start + String(repeating: part, count: $0) + end }
  }

  /// Parts that differ by their numbers.
  static func numbered(
    _ name: String, size: Int = 500, after start: String = "", before end: String = "",
    separator: String = "\n", _ part: @escaping @Sendable (Int) -> String
  ) -> GrowingText {
    GrowingText(name, size: size) { count in
      start + (0..<count).map(part).joined(separator: separator) + end
    }
  }

  /// Each construct within itself: up to the limit of depth, where a doubled look shows, and beyond it.
  static let nested: [GrowingText] = NestedText.all.flatMap { nested in
    [
      GrowingText("nested a little: \(nested)", size: 3) { nested.text(depth: $0) },
      GrowingText("nested: \(nested)", size: 15) { nested.text(depth: $0) },
      GrowingText("nested deep: \(nested)", size: 500) { nested.text(depth: $0) },
    ]
  }

  /// Calls of one function within each other: alone, of a comparison, of what reads as a formula, and over rows.
  package static func calls(_ words: [String]) -> [GrowingText] {
    let rows = "let t = table { a\n 1\n}\nt | "
    let forms = [
      ("calls", "", "", "1", ""), ("calls of a comparison", "", "x == ", "1", ""),
      ("calls of a formula", "", "= c = ", "1", ""),
      ("calls in rows", rows + "add(b: ", "", ".a", ")"),
      ("calls in groups", rows + "summarize(b: ", "", ".a", ")"),
    ]
    let names = words.filter { $0.hasSuffix("(") }
    return chains(of: names)
      + names.flatMap { word in
        forms.flatMap { name, start, before, inner, end in
          [2, 15].map { size in
            GrowingText("nested \(name), \(size): \(word)", size: size) { depth in
              start + String(repeating: word + before, count: depth) + inner
                + String(repeating: ")", count: depth) + end
            }
          }
        }
      }
  }

  /// Calls of one function behind each other, as methods of other languages are: of a value and of a table.
  private static func chains(of words: [String]) -> [GrowingText] {
    let table = "let t = table { a\n 1\n}\n"
    return words.flatMap { word in
      [("value", "let x = 1\nx"), ("table", table + "t")].flatMap { name, start in
        [1, 100].map { size in
          GrowingText("methods of a \(name), \(size): \(word)", size: size) { depth in
            start + String(repeating: ".\(word)9)", count: depth)
          }
        }
      }
    }
  }

  /// One word of the language over and over, in a line and in lines.
  package static func repeated(_ words: [String]) -> [GrowingText] {
    words.flatMap { word in
      [
        parts("word: \(word)", size: 300, word + " "),
        parts("line: \(word)", size: 300, word + "\n"),
      ]
    }
  }
}
