package import Values

/// A function of the language: declared once, in one file of its own.
///
/// The checker's signature, completion, `:help`, `explain`, the reference page and the example tests
/// all come from this value.
package struct Function: Sendable {
  package enum Category: String, Hashable, Sendable, CaseIterable {
    case tables = "Tables"
    case aggregates = "Aggregates"
    case windows = "Windows"
    case lists = "Lists"
    case numbers = "Numbers"
    case text = "Text"
    case dates = "Dates"
    case economics = "Acquisition and unit economics"
    case attribution = "Attribution"
    case series = "Dips, effects and forecasts"
    case response = "Diminishing returns and budget"
    case simulation = "Simulation"
    case explanation = "Explanation"
  }

  package var name: String
  package var category: Category
  package var summary: String
  package var overloads: [Overload]
  /// What it means, in sentences; for analyses the definition that `explain` shows.
  package var definition: String
  package var formula: String
  package var assumptions: [String]
  package var source: String
  /// The columns of a result table beside those of `by:`, for analyses.
  package var resultColumns: [ResultColumn]
  package var examples: [Example]
  package var seeAlso: [String]

  package init(
    _ name: String, _ category: Category, _ summary: String, overloads: [Overload],
    definition: String = "", formula: String = "", assumptions: [String] = [],
    source: String = "", resultColumns: [ResultColumn] = [], examples: [Example],
    seeAlso: [String] = [],
  ) {
    self.name = name
    self.category = category
    self.summary = summary
    self.overloads = overloads
    self.definition = definition
    self.formula = formula
    self.assumptions = assumptions
    self.source = source
    self.resultColumns = resultColumns
    self.examples = examples
    self.seeAlso = seeAlso
  }
}

/// One way to call a function, with what it does.
package struct Overload: Sendable {
  package var signature: Signature
  /// What runs.
  ///
  /// Scalar and aggregate forms run the operation of their signature and have none.
  package var body: (@Sendable (Call) throws(ValueError) -> Value)?

  package init(
    _ signature: Signature, body: (@Sendable (Call) throws(ValueError) -> Value)? = nil,
  ) {
    self.signature = signature
    self.body = body
  }
}

/// A column that an analysis promises in its result.
package struct ResultColumn: Sendable {
  package var name: String
  /// The unit as the reference shows it, such as `USD/customer`.
  package var unit: String
  package var meaning: String

  package init(_ name: String, unit: String, _ meaning: String) {
    self.name = name
    self.unit = unit
    self.meaning = meaning
  }
}

/// A line that the reference shows and a test runs.
package struct Example: Sendable {
  package var code: String
  package var result: String

  /// `result` is the printed value, without colour.
  package init(_ code: String, gives result: String) {
    self.code = code
    self.result = result
  }
}
