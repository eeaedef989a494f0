import Foundation
import Diagnostics
import Syntax
import SyntaxSamples
import Testing

/// What holds for programs that people write, and for what becomes of them by slips of the hand.
@Suite("The layout of programs") struct ProgramLawTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Every script of the project, and every `sales` block of the handbook and the front page.
  static let scripts: [(place: String, text: String)] = {
    var found: [(String, String)] = []
    for folder in ["Datasets", "Tests", "Sources/sales/sales.docc"] {
      let files = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
      for case let name as String in files ?? .init() {
        let path = root.appending(path: folder).appending(path: name)
        guard ["sales", "md"].contains(path.pathExtension),
          let text = try? String(contentsOf: path, encoding: .utf8)
        else { continue }
        if path.pathExtension == "sales" {
          found.append((name, text))
        } else {
          found += blocks(of: text, name)
        }
      }
    }
    return found
  }()

  private static func blocks(of page: String, _ name: String) -> [(String, String)] {
    var found: [(String, String)] = []
    var block: [Substring]?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```sales" {
        block = []
      } else if line == "```", let lines = block {
        found.append(("\(name) block \(found.count)", lines.joined(separator: "\n") + "\n"))
        block = nil
      } else {
        block?.append(line)
      }
    }
    return found
  }

  @Test("of the project's scripts and the handbook's blocks")
  func scripts() {
    #expect(Self.scripts.count > 100)
    for (place, text) in Self.scripts { #expect(LayoutCheck(text).holds(place)) }
  }

  @Test("of the language page, with line ends of either kind", arguments: Program.all)
  func programs(_ program: Program) {
    let check = LayoutCheck(program.text)
    #expect(check.holds(program.description))
    let windows = LayoutCheck(program.text.replacing("\n", with: "\r\n"))
    #expect(windows.once == check.once)
  }

  /// Single statements of the programs, by their tokens.
  private static let statements: [[String]] = {
    Program.all.flatMap { program in
      let bytes = Array(program.text.utf8)
      return parse(program.text).statements.map { statement in
        let text = String(decoding: bytes[statement.span.start..<statement.span.end], as: UTF8.self)
        return words(of: text)
      }
    }
  }()

  /// The words of a text, each with the blanks and comments before it.
  private static func words(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    var reach = 0
    var words: [String] = []
    for token in parseTokens(text) where token.end > reach {
      words.append(String(decoding: bytes[reach..<token.end], as: UTF8.self))
      reach = token.end
    }
    return words
  }

  @Test("whose words were left out, doubled and moved", arguments: 0..<6)
  func mutations(part: UInt64) {
    var random = SeededGenerator(seed: 77 + part)
    let separators = ["\n", " ", "", ";", "|", " # c\n", ",", "\n| f", "{", "}", "(", ")", "- "]
    var written = 0
    for _ in 0..<2_000 {
      var words = random.pick(Self.statements)
      for _ in 0...random.below(2) where !words.isEmpty {
        let place = random.below(words.count)
        switch random.below(4) {
        case 0: words.remove(at: place)
        case 1: words.insert(words[place], at: random.below(words.count + 1))
        case 2: words.swapAt(place, random.below(words.count))
        default: words.insert(random.pick(separators), at: place)
        }
      }
      let check = LayoutCheck(words.joined())
      guard check.holds("mutation") else { return }
      if check.once != nil { written += 1 }
    }
    #expect(written > 200)
  }
}
