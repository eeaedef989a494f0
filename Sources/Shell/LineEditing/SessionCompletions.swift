import Diagnostics
import Evaluation

extension CompletionList {
  /// What may stand at the cursor of an entry: commands and their words, or what the session knows.
  init(of entry: [UInt8], at cursor: Int, in session: any SessionService) {
    guard PromptCommand.isCommand(entry) else {
      self.init(session.completions(of: SourceText(name: "<prompt>", bytes: entry), at: cursor))
      return
    }
    let typed = String(decoding: entry.prefix(cursor), as: UTF8.self)
    let (name, argument) = PromptCommand.parts(of: typed)
    if typed.first == ":", !typed.contains(where: \.isWhitespace) {
      self.init(
        start: 0,
        candidates: PromptCommand.all.filter { $0.name.hasPrefix(name) }.map {
          Candidate(
            text: ":\($0.name)" + ($0.argument == .none ? "" : " "), name: $0.usage,
            detail: $0.summary)
        })
      return
    }
    let afterName = typed.dropFirst(typed.first == "?" ? 1 : name.count + 1)
    let start = typed.utf8.count - afterName.drop(while: \.isWhitespace).utf8.count
    switch PromptCommand.named(name)?.argument {
    case .expression:
      // As an entry of its own.
      let expression = Array(entry.dropFirst(start))
      self.init(
        session.completions(
          of: SourceText(name: "<prompt>", bytes: expression), at: cursor - start))
      self.start += start
    case .choice(let words, _):
      self.init(
        start: start,
        candidates: words.filter { $0.hasPrefix(argument) }
          .map { Candidate(text: $0, name: $0, detail: "") })
    default: self.init(start: cursor)
    }
  }

  private init(_ found: Completions) {
    self.init(
      start: found.range.lowerBound,
      candidates: found.candidates.map {
        Candidate(text: $0.text, name: $0.name, detail: $0.detail)
      })
  }
}
