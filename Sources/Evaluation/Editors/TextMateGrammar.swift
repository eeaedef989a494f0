/// The grammar of the language for editors that read TextMate grammars, such as Visual Studio Code.
///
/// Scopes are named by the conventions of the TextMate manual, "Language Grammars". Each expression is
/// written in what Oniguruma and Python's `re` have in common.
enum TextMateGrammar {
  static let text =
    GrammarNode.members([
      ("name", .text("sales")),
      ("scopeName", .text("source.sales")),
      ("fileTypes", .list([.text("sales")])),
      ("firstLineMatch", .text(#"^#!.*\bsales\b"#)),
      ("patterns", .list([include("expression")])),
      ("repository", .members(repository)),
    ]).json() + "\n"

  private static let repository: [(name: String, value: GrammarNode)] = [
    (
      "expression",
      .list(
        [
          "comments", "texts", "dates", "columns", "numbers", "declarations", "arguments",
          "conversions", "types", "functions", "keywords", "units", "operators", "brackets",
        ].map(include))
    ),
    ("comments", .list(TextMateRules.comments)),
    ("texts", .list(TextMateRules.texts)),
    ("escapes", .list(TextMateRules.escapes)),
    ("interpolation", TextMateRules.interpolation),
    ("brackets", .list(TextMateRules.brackets)),
    ("dates", .list(TextMateRules.dates)),
    ("columns", .list(TextMateRules.columns)),
    ("numbers", .list(TextMateRules.numbers)),
    ("declarations", .list(TextMateRules.declarations)),
    ("arguments", .list(TextMateRules.arguments)),
    ("conversions", .list(TextMateRules.conversions)),
    ("types", .list(TextMateRules.types)),
    ("functions", .list(TextMateRules.functions)),
    ("keywords", .list(TextMateRules.keywords)),
    ("units", .list(TextMateRules.units)),
    ("operators", .list(TextMateRules.operators)),
  ].map { name, value in
    // A group of rules is a rule whose patterns they are.
    if case .list = value { return (name, .members([("patterns", value)])) }
    return (name, value)
  }

  static func include(_ name: String) -> GrammarNode {
    .members([("include", .text("#\(name)"))])
  }

  /// A rule for one expression; captures have their scopes by number.
  static func match(_ scope: String?, _ expression: String, _ captures: [String] = [])
    -> GrammarNode
  {
    var members: [(name: String, value: GrammarNode)] = []
    if let scope { members.append(("name", .text(scope + ".sales"))) }
    members.append(("match", .text(expression)))
    if !captures.isEmpty {
      let scopes = captures.enumerated().map { index, scope in
        (name: "\(index + 1)", value: GrammarNode.members([("name", .text(scope + ".sales"))]))
      }
      members.append(("captures", .members(scopes)))
    }
    return .members(members)
  }

  /// A rule for what stands between two expressions.
  static func region(
    _ scope: String?, _ begin: String, _ end: String, mark: String, _ patterns: [GrammarNode]
  ) -> GrammarNode {
    let marks = GrammarNode.members([("0", .members([("name", .text(mark + ".sales"))]))])
    var members: [(name: String, value: GrammarNode)] = []
    if let scope { members.append(("name", .text(scope + ".sales"))) }
    members += [
      ("begin", .text(begin)), ("end", .text(end)), ("beginCaptures", marks),
      ("endCaptures", marks), ("patterns", .list(patterns)),
    ]
    return .members(members)
  }
}
