/// A bracket, text or block that is open at the cursor, or the entry itself.
///
/// Places are counted in tokens.
struct OpenPlace {
  enum Kind: Hashable {
    /// The entry itself, the body of a function or of a test.
    case statements
    case call(String)
    /// The parameters of a function that is being declared.
    case parameters
    /// Parentheses that hold one value.
    case group
    case list, record, table, text, interpolation
  }

  let kind: Kind
  /// The token that opens it; −1 for the entry.
  let opening: Int
  /// For a call after a pipe, what flows into it; empty where that is the last result.
  var piped: Range<Int>?
  /// The arguments before the one that is being typed.
  var arguments: [WrittenArgument] = []
  /// The name before `:` of the argument that is being typed.
  var argumentName: String?
  var argumentStart: Int
  /// Where the expression begins that a pipe would feed.
  var expressionStart: Int
  var statementStart: Int
  /// In a table literal, whether the row with the names of the columns is being typed.
  var isHead = true

  init(_ kind: Kind, opening: Int, piped: Range<Int>? = nil) {
    self.kind = kind
    self.opening = opening
    self.piped = piped
    argumentStart = opening + 1
    expressionStart = opening + 1
    statementStart = opening + 1
  }

  mutating func beginArgument(at index: Int) {
    argumentName = nil
    argumentStart = index
    expressionStart = index
  }

  mutating func beginStatement(at index: Int) {
    statementStart = index
    beginArgument(at: index)
  }
}

/// An argument of a call as tokens.
struct WrittenArgument {
  var name: String?
  var value: Range<Int>
}
