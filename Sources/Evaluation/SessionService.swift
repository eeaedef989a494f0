package import Diagnostics
package import Values

/// What the shell may ask of a session: texts and plain values go in, plain values come back, and what is
/// told meanwhile arrives as `SessionMessage`s.
///
/// The shell knows a session by nothing else, so that one may live in a process of its own.
package protocol SessionService: AnyObject {
  // MARK: Evaluate

  /// Checks a whole text, then runs it statement by statement.
  func run(_ text: SourceText) -> SessionOutcome
  /// Checks a whole text and runs nothing.
  func check(_ text: SourceText) -> SessionOutcome
  /// Checks a whole text, then runs its declarations and its tests; the tests come as messages.
  func test(_ text: SourceText) -> SessionOutcome
  /// The number of the entry that runs next, at a prompt.
  var entryNumber: Int? { get set }
  /// How tables are shown from here on.
  func setView(_ view: TableView)

  // MARK: Complete

  /// True when the text ends inside a bracket, a string or after an operator.
  func isIncomplete(_ text: SourceText) -> Bool
  /// What may stand at a place of an entry, a number of bytes.
  func completions(of text: SourceText, at cursor: Int) -> Completions

  // MARK: Describe

  /// The names of the session, in alphabetical order.
  var bindings: [SessionBinding] { get }
  /// The page of a name of the session, in Markdown; nil for what it does not know.
  func page(named name: String) -> String?
  /// What a script says of itself and of its parameters; its mistakes are passed over.
  func describe(_ text: SourceText) -> ScriptDescription
  /// The columns of the table that an expression stands for; nil, and told, for what is none.
  func schema(of text: SourceText) -> TableType?
  /// The type of an expression, which does not run; nil, and told, where it has a mistake.
  func type(of text: SourceText) -> Type?
  /// The steps by which a table is computed.
  func plan(of text: SourceText) -> String?
  /// The query that the engine is asked for a table; nil where there is none.
  func query(of text: SourceText) -> String?
  /// How many results of the engine are kept.
  var keptResults: Int { get }
  func forgetResults()
  /// Every text seen so far, into which messages point.
  var sources: SourceMap { get }

  // MARK: Interrupt, from any thread

  var interruption: Interruption { get }
}

/// A name that a session knows.
package struct SessionBinding: Sendable {
  package var name: String
  /// Its type in words: `Table of 4 columns`, `USD/customer`, `function`.
  package var type: String
  /// Nil for a function.
  package var value: Value?
}

extension Session: SessionService {}
