import Syntax
import SyntaxSamples

/// Writes a tree with random blanks, line breaks, comments and parentheses that change nothing.
struct TreeWriter {
  /// What a line break and a comment mean at a place.
  enum Place {
    /// Line breaks end what stands there.
    case line
    /// Line breaks end a row of a table, and a pipe ends a cell.
    case row
    /// Line breaks mean nothing.
    case brackets
    /// A text of one line: there are no line breaks.
    case text
  }

  var random: SeededGenerator
  var text = ""
  /// The comments that were written.
  private(set) var comments: [String] = []
  var places = [Place.line]
  private var previous = ""

  init(random: SeededGenerator) { self.random = random }

  var place: Place { places.last ?? .line }
  var mayBreak: Bool { !places.contains(.text) }

  /// Writes a word after blanks, or after a line break where one means nothing.
  mutating func put(_ word: String, afterBreak: Bool = false) {
    if afterBreak, mayBreak, random.chance(oneOf: 5) {
      newline()
    } else if place == .brackets, mayBreak, !text.isEmpty, isFree(word), random.chance(oneOf: 12) {
      newline()
    } else if needsBlank(word) || random.chance(oneOf: 3) {
      text += random.pick([" ", " ", "  ", "\t"])
    }
    join(word)
  }

  /// Writes a word directly after what stands there.
  mutating func join(_ word: String) {
    text += word
    previous = word
  }

  /// Writes a line break, perhaps with empty lines and comments.
  mutating func newline() {
    if random.chance(oneOf: 4) { comment(after: random.pick([" ", "  "])) }
    text += "\n"
    for _ in 0..<random.below(3) where random.chance(oneOf: 3) {
      text += random.pick(["", "  "])
      if random.chance(oneOf: 2) { comment(after: "") }
      text += "\n"
    }
    text += random.pick(["", "  ", "      "])
  }

  private mutating func comment(after blanks: String) {
    let comment = random.pick(["#", "##"]) + random.pick([" ", ""]) + "note \(comments.count)"
    comments.append(comment)
    text += blanks + comment
  }

  /// Separates statements, arms or rows.
  mutating func separate(by signs: [String]) {
    if mayBreak, random.chance(oneOf: 2) {
      newline()
    } else {
      join(random.pick(signs))
      if mayBreak, random.chance(oneOf: 3) { newline() }
    }
    previous = "\n"
  }

  /// Runs in a bracket.
  mutating func inside(
    _ opening: String, _ closing: String, _ inner: Place, joined: Bool = false,
    _ body: (inout TreeWriter) -> Void
  ) {
    if joined { join(opening) } else { put(opening) }
    places.append(inner)
    body(&self)
    if inner == .line || inner == .row, mayBreak, random.chance(oneOf: 3) { newline() }
    put(closing)
    places.removeLast()
  }

  /// Whether a line break may stand before a word in brackets.
  private func isFree(_ word: String) -> Bool {
    // A word of statements at the start of a line ends a bracket; `is not missing` is one word.
    !["let", "fn", "metric", "param", "use", "test", "check", "{", "["].contains(word)
      && !["not", "-", "per:", "is", "match", "to", "per", "$", "€", "£"].contains(previous)
      && !(previous.first?.isNumber == true) && !previous.hasSuffix(":")
  }

  private mutating func needsBlank(_ word: String) -> Bool {
    guard let last = text.last, let first = word.first else { return false }
    if last.isWhitespace || last == "(" || last == "[" { return false }
    if first == ")" || first == "]" || first == "," || word == ":" { return false }
    if "+*<>=|{}".contains(first), !"=<>~|%@".contains(last) { return random.chance(oneOf: 2) }
    return true
  }
}
