package import Units

/// A mistake found while values are computed: a division by zero, a date past year 9999.
///
/// It has no place: whoever evaluates knows the place and makes a diagnostic of it.
@usableFromInline
package struct ValueError: Error, Hashable, Sendable {
  /// What kind of diagnostic it becomes.
  package enum Kind: String, Hashable, Sendable {
    case divisionByZero, outOfRange, invalidArgument, missingValue, wrongDirection, tooLarge
    /// A column that two headers could be, or none.
    case role
    /// The data cannot answer: no complete month, two currencies.
    case data
    /// The operation cannot run where the data is.
    case unsupported
    /// A file is missing, not readable, or not what its name says.
    case unreadable
    /// A file was replaced after it was loaded.
    case changedFile
    /// A file or the output cannot be written.
    case unwritable
    /// The engine is not there, or refused.
    case engine
    /// The person stopped it.
    case interrupted
  }

  package var kind: Kind
  package var message: String
  package var because: String?
  /// Valid code with a remark, at most two.
  package var fixes: [Fix]
  /// The argument that is to blame, where one is.
  package var argument: String?
  /// The measure of that argument and the one that it should have had, where they tell what to do.
  package var mismatch: Mismatch?

  package struct Mismatch: Hashable, Sendable {
    package var given: Measure
    package var wanted: Measure

    package init(given: Measure, wanted: Measure) {
      self.given = given
      self.wanted = wanted
    }
  }

  package struct Fix: Hashable, Sendable {
    package var code: String
    package var note: String
    /// The argument in whose place the code stands, where that is another than it names.
    package var replaced: String?

    /// The key of `by:` that is to have another name.
    package var key: String?

    package init(
      _ code: String, note: String = "", replacing replaced: String? = nil, key: String? = nil,
    ) {
      self.key = key
      self.code = code
      self.note = note
      self.replaced = replaced
    }
  }

  package init(
    _ kind: Kind, _ message: String, because: String? = nil, fixes: [Fix] = [],
    argument: String? = nil,
  ) {
    self.kind = kind
    self.message = message
    self.because = because
    self.fixes = fixes
    self.argument = argument
  }

  /// The person stopped the statement.
  @usableFromInline
  package static let interrupted = ValueError(.interrupted, "interrupted before it was done")
}
