import Testing

@testable import Shell

/// What `:save` writes is a script: no `_`, and each name bound once.
@Suite("Saved entries") struct SavedEntriesTests {
  private func script(_ entries: String...) -> String {
    var saved = SavedEntries()
    for (index, text) in entries.enumerated() { saved.append(text, number: index + 1) }
    return saved.script
  }

  @Test("entries that use nothing of each other stay as they were typed")
  func plain() {
    #expect(script("let a = 20", "a + 1") == "let a = 20\na + 1\n")
  }

  @Test("what a later entry goes on from gets a name, and is shown still")
  func results() {
    #expect(
      script("1 + 1", "_ * 2", "_1 + _2;", "_ | sqrt")
        == """
        let entry_1 = 1 + 1
        entry_1
        let entry_2 = entry_1 * 2
        entry_2
        let entry_3 = entry_1 + entry_2
        entry_3 | sqrt

        """)
    #expect(script("let a = 3", "_ + 1") == "let a = 3\na + 1\n")
  }

  @Test("a name that is bound anew gets another one from there on")
  func rebound() {
    #expect(
      script("let a = 1", "let a = a + 1", "a * 2")
        == "let a = 1\nlet a_2 = a + 1\na_2 * 2\n")
  }

  @Test("texts, comments, columns, fields and arguments are none of the names")
  func others() {
    #expect(
      script("let a = 1", "let a = 2", "f(a: a, .a, t.a, \"a {a} a\") # a")
        == "let a = 1\nlet a_2 = 2\nf(a: a_2, .a, t.a, \"a {a_2} a\") # a\n")
    #expect(
      script("let m = 1", "let m = 2", "3m + 1..m") == "let m = 1\nlet m_2 = 2\n3m + 1..m_2\n")
  }
}
