import Planning
import Units
import Values

extension Function {
  package static let join = Function(
    "join", .tables, "Puts the columns of another table beside those of rows with the same keys.",
    overloads: [
      Overload(
        Signature(
          [
            .table, Parameter("other", .table(role: nil), "the rows to find"),
            Parameter(
              "one", .joinKeys(left: "table", right: "other"), optional: true,
              "the keys; at most one row of `other` may have them"),
            Parameter(
              "many", .joinKeys(left: "table", right: "other"), optional: true,
              "the keys; several rows of `other` may have them"),
            Parameter(
              "keep", .choice(["both", "left", "right", "all"]), default: "\"both\"",
              "the rows to keep: those found on both sides, all of one side, or all"),
          ], resultText: "Table", result: joinedType),
        body: joined)
    ],
    definition: """
      `one:` is verified: a key that `other` has twice would count a row of the first table twice. \
      Rows that find no partner are counted and said. The keys come once, and another column whose \
      name is taken gets the suffix `_2`. A missing key equals nothing.
      """,
    examples: [
      Example(
        """
        let cost = table {
          channel | cost[USD]
          "ads" | 120
          "events" | 50
        }
        let won = table {
          channel | won[customer]
          "ads" | 4
        }
        (cost | join(won, one: .channel) | add(cac: .cost / .won)).cac
        """, gives: "[$30/customer]")
    ],
    seeAlso: ["append", "summarize"])
}

private func joinedType(_ types: CallTypes) throws(ValueError) -> Type {
  let keys = try JoinKeys.pairs(one: types["one"]?.joinKeys, many: types["many"]?.joinKeys)
  guard let left = try types.knownTable("table"), let right = try types.knownTable("other") else {
    return .unknown
  }
  return .table(try JoinKeys.result(left, right, keys: keys).type)
}

private func joined(_ call: Call) throws(ValueError) -> Value {
  let left = try call.table("table")
  let right = try call.table("other")
  let keys = try JoinKeys.pairs(
    one: call.arguments["one"]?.joinKeys, many: call.arguments["many"]?.joinKeys)
  guard let keep = Join.Keep(rawValue: call.word("keep") ?? "both") else {
    throw ValueError(
      .invalidArgument, "`keep` requires \"both\", \"left\", \"right\" or \"all\"",
      fixes: [.init("keep: \"all\"")], argument: "keep")
  }
  let (type, output) = try JoinKeys.result(left.type, right.type, keys: keys)
  let match = try JoinMatch(left, right, keys: keys, context: call.context)
  if call.has("one") { try match.checkOne(right, keys: keys, context: call.context) }
  if let note = match.note(keep) { call.context.note(note) }
  let relation = Relation.join(
    try left.relation(), try right.relation(), Join(keys: keys, keep: keep, output: output))
  return .table(Table(type: type, plan: relation, notes: left.notes + right.notes))
}

extension CallTypes.Argument {
  fileprivate var joinKeys: [(left: String, right: String)]? {
    if case .joinKeys(let keys) = self { keys } else { nil }
  }
}

extension Call.Argument {
  fileprivate var joinKeys: [(left: String, right: String)]? {
    if case .joinKeys(let keys) = self { keys } else { nil }
  }
}
