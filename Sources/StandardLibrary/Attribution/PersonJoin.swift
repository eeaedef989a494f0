internal import Planning
internal import Values

extension Relation {
  /// Two relations side by side where the person and the keys of the group are the same.
  ///
  /// A missing key equals a missing key, as it does in a table of groups; a person is never missing.
  static func joinedByPerson(
    _ left: Relation, _ right: Relation, keys: [String], keep: Join.Keep = .both,
    left leftNames: [String], right rightNames: [String] = []
  ) -> Relation {
    .join(
      marked(left, keys), marked(right, keys),
      Join(
        keys: [(left: "person", right: "person")] + keys.map { (left: mark($0), right: mark($0)) },
        keep: keep,
        output: leftNames.map { Join.Output($0, .left($0)) }
          + rightNames.map { Join.Output($0, .right($0)) }))
  }

  private static func marked(_ relation: Relation, _ keys: [String]) -> Relation {
    guard !keys.isEmpty else { return relation }
    return .project(
      relation,
      relation.columnNames.map { NamedScalar($0, .column($0)) }
        + keys.map { NamedScalar(mark($0), .call(.groupMark, [.column($0)])) })
  }

  private static func mark(_ key: String) -> String { "mark of \(key)" }
}

extension ScalarOperation {
  /// A text that is the same for equal keys, and is not missing.
  fileprivate static let groupMark = ScalarOperation(
    "journey group mark", passesMissing: false,
    sql: { texts in texts.first.map { "coalesce('=' || CAST(\($0) AS VARCHAR), '')" } },
    evaluate: { values in
      guard let value = values.first, !value.isMissing else { return .text("") }
      return .text("=" + ScalarOperation.keyText(value))
    })
}
