package import Diagnostics
import StandardLibrary
import Syntax
package import TypeChecking
import Units
import Values

/// The checker as `sales check` uses it, without a session: it reads no file, and opens no engine.
package enum ScriptChecker {
  /// A checker of a text whose source has the number 0.
  ///
  /// Every path that it loads names one table, and every path that it uses one module. A text of an odd
  /// number of bytes is checked as with `--strict`.
  package static func make(for text: SourceText) -> Checker {
    var environment = CheckingEnvironment(
      isStrict: text.bytes.count % 2 == 1, mayRebind: false,
      text: { span in
        (span.source == moduleID ? moduleText : text).text(from: span.start, to: span.end)
      },
      describeFile: { _ throws(ValueError) in table })
    environment.module = { _ in module }
    environment.checksTests = true
    return Checker(functions: functions, units: units, environment: environment)
  }

  private static let functions = FunctionIndex(
    Catalogue.functions.map { ($0.name, $0.overloads.map(\.signature)) })
  private static let units = UnitCatalogue()

  private static let table: TableType = {
    let dollar = units.dollar
    return TableType([
      ColumnSchema("id", .text, role: "id"), ColumnSchema("channel", .text),
      ColumnSchema("day", .date), ColumnSchema("month", .period(.month)),
      ColumnSchema("cost", .measure(.unit(Unit(dollar))), role: "cost"),
      ColumnSchema("won", .number), ColumnSchema("started", .date, role: "started"),
      ColumnSchema("ended", .date, role: "ended"),
      ColumnSchema("mrr", .measure(.unit(Unit(dollar))), role: "mrr"),
      ColumnSchema("is_new", .bool), ColumnSchema("Total Revenue", .number),
    ])
  }()

  private static let moduleID = SourceID(index: 1)
  private static let moduleText = SourceText(
    name: "module.sales",
    text: """
      ## What the fuzzed texts use.
      unit store
      let rate = 3%/month
      fn twice(x) = x * 2
      metric ratio = sum(.cost) / sum(.won)
      """)
  private static let module = ModuleText(
    number: 0, path: "module.sales", tree: Parser.parse(moduleText, id: moduleID), scope: nil)
}
