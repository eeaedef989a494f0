package import Diagnostics
internal import Syntax
package import Units
package import Values

/// Finds names, types, units and columns, and reports every mistake of a text at once.
///
/// The checker runs nothing. It is handed signatures as values and never sees the library that they
/// come from. A user's function is checked at each call, for the types of that call: types need not
/// be written, and no recursion is possible.
package final class Checker {
  package private(set) var diagnostics: [Diagnostic] = []
  package var units: UnitCatalogue
  let functions: FunctionIndex
  package var environment: CheckingEnvironment

  /// Functions that are being checked, outermost first, to find recursion.
  var callChain: [Name] = []
  /// The metrics that are being checked, outermost first, to find one that is made of itself.
  var metricChain: [Span] = []
  /// How many functions are being checked for parameters of any type, not for those of a call.
  var openDeclarations = 0
  var instances: [InstanceKey: FunctionInstance] = [:]
  /// The circles of functions whose recursion has been reported.
  var reportedCircles: Set<Set<String>> = []
  /// Slots of the function whose body is being checked.
  var slotCount = 0
  /// The names in reach of the statement that is being checked, which a fix may use.
  var statementScope: Scope?
  /// Set when a column was met where no table is at hand: then the expression is a column expression.
  var metFreeColumn = false
  /// How many of the parts that are being checked may be column expressions: nobody is told there that a
  /// column has no table.
  var possibleColumnExpressions = 0
  /// Whether the parts of what `explain` is given are looked at.
  var isExplaining = false
  /// What was found of the chain of methods at hand.
  let methodChains = MethodChains()
  /// Where files are loaded, and which of these places a name was bound to, so that a fix can change
  /// what is loaded.
  var loads: [Span] = []
  var loadsByName: [String: Span] = [:]
  /// The paths to which the text saves up to here.
  var savedFiles: Set<String> = []
  /// The names of the modules that were checked, by their numbers.
  var moduleScopes: [Int: Scope] = [:]
  /// The modules whose names came in without the module's.
  var plainModules: Set<Int> = []
  /// Whether a module could not be read, so that names may be missing that nobody forgot.
  var hasUnreadModule = false
  /// What stands before the names of values in the session: the module's number, or that of no script.
  package var globalPrefix = ""
  /// The names of the tests so far.
  var testNames: Set<String> = []
  /// The counts that the text at hand declares.
  var declaredUnits: Set<String> = []
  /// The same as `diagnostics`, to be searched.
  private var reported: Set<Diagnostic> = []
  /// How many of `diagnostics` are errors, and how many errors were found before the trial at hand.
  private var errorCount = 0
  private var errorsOutside = 0
  private var checkedNodes = 0
  private var checkedColumns = 0
  /// How deep the check stands in expressions and in the functions that they call.
  var depth = 0
  /// What the function being checked does in one run, the functions that it calls included.
  var steps = 0

  /// How many nodes one text may have after functions have been put in place of their calls.
  static let maximumNodes = 600_000
  static let maximumDiagnostics = SyntaxLimits.diagnostics
  static let maximumDepth = 1_500
  static let maximumStages = 1_000
  /// How many arguments a call may have, and how many columns a table that is written out.
  static let maximumArguments = 1_000
  /// How many columns the tables of one text may have in all: each step that adds one has a table of
  /// its own.
  static let maximumColumns = 4_000_000
  /// How many steps one call of a function may take: without recursion they are known beforehand.
  static let maximumSteps = 20_000_000

  package init(
    functions: FunctionIndex, units: UnitCatalogue, environment: CheckingEnvironment
  ) {
    self.functions = functions
    self.units = units
    self.environment = environment
  }

  /// At the prompt a name may be bound anew, but not within a module.
  var mayRebind: Bool { environment.mayRebind && globalPrefix.isEmpty }

  package var hasErrors: Bool { errorCount > 0 }

  /// Tells a mistake, once; of each severity the first hundred of a text are told.
  func report(_ diagnostic: Diagnostic) {
    let isError = diagnostic.severity == .error
    guard isError ? !isFull : diagnostics.count - errorCount < Self.maximumDiagnostics,
      reported.insert(diagnostic).inserted
    else { return }
    diagnostics.append(diagnostic)
    if isError { errorCount += 1 }
  }

  /// Whether as many mistakes were found as are told; nothing more is checked then.
  private var isFull: Bool { errorsOutside + errorCount >= Self.maximumDiagnostics }

  /// Forgets mistakes that follow from one that is about to be told.
  func takeBack(where isConsequence: (Diagnostic) -> Bool) {
    diagnostics.removeAll(where: isConsequence)
    reported = Set(diagnostics)
    errorCount = diagnostics.count { $0.severity == .error }
  }

  /// Runs a part and takes back what it reported: to look before deciding.
  func trial<R>(_ body: () -> R) -> (result: R, diagnostics: [Diagnostic]) {
    let before = (diagnostics, reported, errorCount, errorsOutside)
    (diagnostics, reported, errorCount) = ([], [], 0)
    errorsOutside += before.2
    let result = body()
    defer { (diagnostics, reported, errorCount, errorsOutside) = before }
    return (result, diagnostics)
  }

  /// A trial of what may turn out to be a column expression.
  func columnTrial<R>(_ body: () -> R) -> (result: R, diagnostics: [Diagnostic]) {
    possibleColumnExpressions += 1
    defer { possibleColumnExpressions -= 1 }
    return trial(body)
  }

  /// Reports a limit once the text has grown beyond what can be checked; true when it has.
  func isTooLarge(_ span: Span) -> Bool {
    if isFull { return true }
    checkedNodes += 1
    steps += 1
    if depth >= Self.maximumDepth {
      report(
        Diagnostic(
          .tooLarge, "functions and names stand too deep in each other", at: span,
          because: "more than \(Self.maximumDepth) expressions would be open at once"))
      return true
    }
    guard checkedNodes > Self.maximumNodes else { return false }
    if checkedNodes == Self.maximumNodes + 1 {
      report(
        Diagnostic(
          .tooLarge, "the script is too large once its functions are put in place", at: span,
          because: "it has over \(Self.maximumNodes) parts"))
    }
    return true
  }

  /// Reports a limit once the tables that steps have made hold more columns than can be kept; true when
  /// they do.
  func isTooWide(_ table: TableType, _ span: Span) -> Bool {
    checkedColumns += table.columns.count
    guard checkedColumns > Self.maximumColumns else { return false }
    report(
      Diagnostic(
        .tooLarge, "the tables of the script have too many columns", at: span,
        because: "the tables of all steps have over \(Self.maximumColumns) columns together"))
    return true
  }

  func text(_ span: Span) -> String { environment.text(span) }
}

/// The signatures of the built-in functions, by name and in the manual's order.
package struct FunctionIndex: Sendable {
  package let names: [String]
  private let signatures: [String: [Signature]]

  package init(_ functions: [(name: String, signatures: [Signature])]) {
    names = functions.map(\.name)
    signatures = Dictionary(functions.map { ($0.name, $0.signatures) }) { first, _ in first }
  }

  package subscript(name: String) -> [Signature]? { signatures[name] }
}

/// What the checker asks of the session.
package struct CheckingEnvironment {
  package var isStrict: Bool
  /// In a script a name is bound once; at the prompt it may be bound again.
  package var mayRebind: Bool
  package var text: (Span) -> String
  package var describeFile: @Sendable (LoadRequest) throws(ValueError) -> TableType
  /// The value of an expression whose parts are all known, while a script runs; nil when checking.
  package var evaluate: ((Core) -> Value?)?
  /// The same of an expression whose type only its value tells, or why it has none.
  package var make: ((Core) -> Making)?

  package enum Making {
    case made(Value)
    case failed(Diagnostic)
  }

  /// The text that the command line gives for a `param`; nil for the default.
  package var parameter: (String) -> String?
  /// False when nothing is to be run, so that a `param` without a default need not be given.
  package var requiresParameters: Bool
  /// The options of the command line that are not the script's: `--format`.
  package var reservedOptions: Set<String> = []
  /// The module that a `use` at a place names; nil for one that could not be read.
  package var module: (Span) -> ModuleText? = { _ in nil }
  /// Whether the bodies of tests are checked, too.
  package var checksTests = false

  package init(
    isStrict: Bool, mayRebind: Bool, text: @escaping (Span) -> String,
    describeFile: @escaping @Sendable (LoadRequest) throws(ValueError) -> TableType,
    evaluate: ((Core) -> Value?)? = nil, make: ((Core) -> Making)? = nil,
    parameter: @escaping (String) -> String? = { _ in nil },
    requiresParameters: Bool = false
  ) {
    self.isStrict = isStrict
    self.mayRebind = mayRebind
    self.text = text
    self.describeFile = describeFile
    self.evaluate = evaluate
    self.make = make
    self.parameter = parameter
    self.requiresParameters = requiresParameters
  }
}

/// One function with the types of one call.
struct InstanceKey: Hashable {
  var name: Span
  var types: [Type]
}
