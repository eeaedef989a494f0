package import Diagnostics
internal import Planning
internal import StandardLibrary
internal import Syntax
internal import TypeChecking
package import Values

/// What the shell may ask about a session, beside running statements.
extension Session {
  /// The names of the session, in alphabetical order.
  package var bindings: [SessionBinding] {
    scope.visibleNames.map { name in
      switch scope.lookup(name) {
      case .value(let type, let core, _):
        SessionBinding(name: name, type: type.summary, value: value(of: core))
      case .columnExpression: SessionBinding(name: name, type: "column expression")
      case .metric: SessionBinding(name: name, type: "metric")
      case .module(let names):
        SessionBinding(
          name: name, type: "module of \(names.count) name\(names.count == 1 ? "" : "s")")
      default: SessionBinding(name: name, type: "function")
      }
    }
  }

  private func value(of core: Core) -> Value? {
    if case .global(let name) = core { globals[name] } else { nil }
  }

  /// The columns of a table that an expression stands for; nil for what is no table.
  package func schema(of text: SourceText) -> TableType? {
    guard let type = type(of: text) else { return nil }
    if case .table(let table) = type { return table }
    tellNoTable(type)
    return nil
  }

  /// The type of the last expression of a text, which is checked and not run; its mistakes are told.
  package func type(of text: SourceText) -> Type? {
    interruption.heeded { typeHeeding(text) }
  }

  private func typeHeeding(_ text: SourceText) -> Type? {
    guard let last = lastStatement(of: text) else { return nil }
    let checker = checker(evaluating: false)
    let (checked, _) = checker.check(last, in: scope)
    guard tell(checker.diagnostics) else { return nil }
    switch checked {
    case .show(_, let type, _), .bind(_, _, let type): return type
    default: return nil
    }
  }

  /// How a table is computed: its plan, a step a line, the last one first.
  package func plan(of text: SourceText) -> String? {
    guard let relation = relation(of: text) else { return nil }
    return relation.outline
  }

  /// The query that the engine is asked for a table; nil where the table is in memory already.
  package func query(of text: SourceText) -> String? {
    guard let relation = relation(of: text), !relation.isLocal else { return nil }
    do throws(ValueError) { return try SQLWriter.write(relation).text } catch {
      tellFailure(error, of: text)
      return nil
    }
  }

  /// How many results of the engine are kept.
  package var keptResults: Int { context.engine.keptResultCount }

  package func forgetResults() { context.engine.forgetResults() }

  /// How tables are shown from here on.
  package func setView(_ view: TableView) { context.setView(view) }

  private func tellNoTable(_ type: Type) {
    tell([Diagnostic(.noTable, "this is no table", because: "it is \(type.summary)")])
  }

  /// The plan of the table that an expression stands for.
  private func relation(of text: SourceText) -> Relation? {
    guard let value = value(of: text) else { return nil }
    guard case .table(let table) = value else {
      tellNoTable(value.type)
      return nil
    }
    if let local = table.plan as? LocalTable { return .local(local) }
    return table.plan as? Relation
  }
}

extension Type {
  /// The type in a few words.
  package var summary: String {
    guard case .table(let table) = self else { return description }
    return "Table of \(table.columns.count) column\(table.columns.count == 1 ? "" : "s")"
  }
}

extension DiagnosticCode {
  /// The codes of a session's own messages.
  static let sessionCodes: [DiagnosticCode] = [.roleFile, .noTable]

  package static let noTable = DiagnosticCode(
    "E0412", "a question about a table, asked of something else",
    page: """
      `:plan`, `:sql` and `:schema` take a table: a name, or an expression such as
      `spend | where(.cost > $100)`.
      """)
}
