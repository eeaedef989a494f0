internal import Diagnostics
internal import StandardLibrary
internal import Synchronization
internal import Syntax
internal import TypeChecking
internal import Units
internal import Values

/// What earlier completions found, so that each key pressed costs little.
///
/// It holds as long as the session's names and units stay what they are.
final class CompletionMemory {
  /// The names and units after the statements that stand before the cursor.
  struct Names {
    var scope: Scope
    var units: UnitCatalogue
  }

  private struct Key: Hashable {
    var preceding: [UInt8]
    var expression: [UInt8]
  }

  private static let capacity = 64

  private var scope: Scope?
  private var unitCount = 0
  private var dollar = ""
  private var names: [[UInt8]: Names] = [:]
  private var types: [Key: Type] = [:]
  let files = FileTypes()

  /// Forgets what was found for other names of the session.
  func hold(for scope: Scope, _ units: UnitCatalogue) {
    guard
      self.scope !== scope || unitCount != units.units.count || dollar != units.dollar.name
        || names.count >= Self.capacity || types.count >= Self.capacity
    else { return }
    self.scope = scope
    unitCount = units.units.count
    dollar = units.dollar.name
    names = [:]
    types = [:]
  }

  func names(after preceding: [UInt8], _ find: () -> Names) -> Names {
    if let known = names[preceding] { return known }
    let lookups = files.lookups
    let found = find()
    // The columns of a file may change at any time.
    if files.lookups == lookups { names[preceding] = found }
    return found
  }

  func type(of expression: [UInt8], after preceding: [UInt8], _ find: () -> Type) -> Type {
    let key = Key(preceding: preceding, expression: expression)
    if let known = types[key] { return known }
    let lookups = files.lookups
    let found = find()
    if files.lookups == lookups { types[key] = found }
    return found
  }
}

extension Session {
  /// A checker that computes nothing and sees no more than the beginning of a file.
  private func completionChecker(_ units: UnitCatalogue, _ texts: [SourceText]) -> Checker {
    let (sources, context, files) = (sources, context, completionMemory.files)
    return Checker(
      functions: FunctionTable.index, units: units,
      environment: CheckingEnvironment(
        isStrict: options.isStrict, mayRebind: true,
        text: { span in
          let own = -1 - span.source.index
          guard texts.indices.contains(own) else { return sources.text(of: span) }
          return texts[own].text(from: span.start, to: span.end)
        },
        describeFile: { request throws(ValueError) in
          try files.type(context.completing(request), context.engine)
        }))
  }

  /// The session's names with those of the statements that stand before the cursor.
  func names(after preceding: [UInt8]) -> CompletionMemory.Names {
    guard !preceding.isEmpty else { return .init(scope: scope, units: units) }
    return completionMemory.names(after: preceding) {
      let text = SourceText(name: "entry", bytes: preceding)
      let checker = completionChecker(units, [text])
      let tree = Parser.parse(text, id: SourceID(index: -1))
      let scope = checker.checkAll(tree, in: scope)
      return .init(scope: scope, units: checker.units)
    }
  }

  /// The type of an expression after some statements, where a dot reaches the columns of a table;
  /// unknown where it has a mistake.
  func type(
    of expression: [UInt8], after preceding: [UInt8], over columns: TableType? = nil
  ) -> Type {
    let find: () -> Type = { [self] in
      let names = names(after: preceding)
      let texts = [preceding, expression].map { SourceText(name: "entry", bytes: $0) }
      let tree = Parser.parse(texts[1], id: SourceID(index: -2))
      guard tree.statements.count == 1, case .expression(let parsed)? = tree.statements.first?.kind
      else { return .unknown }
      let place = Place(scope: names.scope, columns: columns.map { .rows($0) } ?? .none)
      return completionChecker(names.units, texts).type(of: parsed, at: place)
    }
    guard columns == nil else { return find() }
    return completionMemory.type(of: expression, after: preceding, find)
  }
}
