import Planning
import Units
import Values

extension Function {
  package static let unpivot = Function(
    "unpivot", .tables,
    "Puts the values of several columns under one another, each beside its name.",
    overloads: [
      Overload(
        Signature(
          [
            .table,
            Parameter("columns", .pickedColumns(on: "table"), "the columns to put in one"),
            Parameter(
              "name", .value(.text), default: "\"name\"", named: true,
              "what the column of the names is called"),
            Parameter(
              "value", .value(.text), default: "\"value\"", named: true,
              "what the column of the values is called"),
          ], resultText: "Table", result: unpivotedType),
        body: unpivoted)
    ],
    definition: """
      Each row becomes as many rows as there are columns, in the order in which they are written; the \
      other columns are repeated. The columns must be of one type and unit. Missing values are kept: \
      `where(.value is not missing)` drops them.
      """,
    examples: [
      Example(
        """
        let t = table {
          channel | spring[USD] | autumn[USD]
          "ads" | 30 | 90
          "mail" | 5 | missing
        }
        (t | unpivot(.spring, .autumn, name: "season", value: "cost")).cost
        """, gives: "[$30, $90, $5, missing]")
    ],
    seeAlso: ["pivot", "append"])
}

private let mostColumns = 500

private func unpivotedType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let table = try types.knownTable("table") else { return .unknown }
  guard let name = title("name", of: types), let value = title("value", of: types) else {
    return .unknown
  }
  let columns = types.columns("columns") ?? []
  guard let first = columns.first else {
    throw ValueError(
      .invalidArgument, "`unpivot` requires columns to put in one",
      fixes: [
        .init("unpivot(\(table.columns.prefix(2).map { "." + $0.name }.joined(separator: ", ")))")
      ], argument: "columns")
  }
  guard columns.count <= mostColumns else {
    throw ValueError(
      .tooLarge, "`unpivot` takes at most \(mostColumns) columns, and these are \(columns.count)",
      argument: "columns")
  }
  let type = columns.first { $0.type != .missing }?.type ?? first.type
  for column in columns where column.type != type && column.type != .missing {
    throw ValueError(
      .invalidArgument, "the columns are of different types, and one column has one",
      because: "`.\(first.name)` is \(first.type), `.\(column.name)` is \(column.type)",
      fixes: conversion(column, to: type), argument: "columns")
  }
  let names = Set(columns.map(\.name))
  let result = table.with(
    table.columns.filter { !names.contains($0.name) }
      + [ColumnSchema(name, .text), ColumnSchema(value, type)])
  try result.checkNames()
  return .table(result)
}

/// A column in the unit of the others, where it measures the same.
private func conversion(_ column: ColumnSchema, to type: Type) -> [ValueError.Fix] {
  guard let from = column.type.measure, let to = type.measure,
    (try? MeasureArithmetic.conversion(from, to: to)) != nil
  else { return [] }
  return [.init("add(\(column.name): .\(column.name) to \(to))", note: "first")]
}

/// A title that is known before the run; nil where it is computed.
private func title(_ name: String, of types: CallTypes) -> String? {
  types.has(name) ? types.word(name) : name
}

private func unpivoted(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  let names = call.columns("columns").map(\.name)
  let name = call.word("name") ?? "name"
  let value = call.word("value") ?? "value"
  let relation = try table.relation()
  let taken = WindowParts.unusedNames(2, apartFrom: table.type.columns.map(\.name))
  let titles = LocalTable(
    type: TableType([ColumnSchema(taken[0], .number), ColumnSchema(taken[1], .text)]),
    columns: [names.indices.map { .number(Double($0)) }, names.map { .text($0) }],
    rowCount: names.count)
  let all = table.type.columns.map { Join.Output($0.name, .left($0.name)) }
  let join = Join(
    keys: [], keep: .both, output: all + taken.map { Join.Output($0, .right($0)) })
  let kept = table.type.columns.filter { !names.contains($0.name) }.map {
    NamedScalar($0.name, .column($0.name))
  }
  let picked = ScalarExpression.call(.picked, ([taken[0]] + names).map { .column($0) })
  let columns = kept + [NamedScalar(name, .column(taken[1])), NamedScalar(value, picked)]
  let result = Relation.project(
    .join(relation, titles.relation(beside: relation), join), columns)
  return .table(table.deriving(try call.resultTable(), result))
}

extension ScalarOperation {
  /// The argument whose number, from 0, is the first argument.
  fileprivate static let picked = {
    var operation = ScalarOperation(
      "pick", passesMissing: false,
      sql: { arguments in
        let cases = arguments.dropFirst().enumerated().map { "WHEN \($0)e0 THEN \($1)" }
        return "CASE \(arguments[0]) \(cases.joined(separator: " ")) END"
      },
      evaluate: { arguments in
        guard let number = arguments.first?.magnitude, let index = Int(exactly: number),
          arguments.indices.contains(index + 1)
        else { return .missing }
        return arguments[index + 1]
      })
    operation.keepsPeriods = true
    return operation
  }()
}
