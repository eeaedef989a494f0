import Values

extension Function {
  package static let save = Function(
    "save", .tables, "Writes a table to a file, and gives it on.",
    overloads: [
      Overload(
        Signature(
          [
            .table,
            Parameter("path", .value(.text), "the file; its ending says the format"),
            Parameter(
              "replace", .value(.bool), default: "false", "whether a file of that name may go"),
          ], resultText: "Table", result: savedType),
        body: saved)
    ],
    definition: """
      The ending says the format: .csv, .tsv, .json, .jsonl, .ndjson (each also with .gz), .parquet, \
      .xlsx or .md. The file is written whole or not at all. An estimate `x` has the columns `x`, \
      `x_low` and `x_high`; a Parquet file keeps the units of the columns.
      """,
    examples: [],
    seeAlso: ["show", "load"])
}

private func savedType(_ types: CallTypes) throws(ValueError) -> Type {
  try types.knownTable("table").map(Type.table) ?? .unknown
}

private func saved(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  guard let path = call.word("path"), !path.isEmpty else {
    throw ValueError(
      .invalidArgument, "`save` requires the name of a file",
      fixes: [.init("save(\"result.csv\")")], argument: "path")
  }
  try call.context.save(table, path: path, replace: call.bool("replace") ?? false)
  return .table(table)
}
