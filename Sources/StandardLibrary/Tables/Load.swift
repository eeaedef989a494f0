import Units
import Values

extension Function {
  package static let load = Function(
    "load", .tables, "Opens a file of rows: CSV, JSON, Parquet or Excel, or many of them.",
    overloads: [
      Overload(
        Signature(
          [
            Parameter("path", .value(.text), "the file, from the folder that `sales` runs in"),
            Parameter(
              "as", .word(TableRole.words), optional: true, "what the rows are"),
            Parameter(
              "sheet", .value(.any), optional: true,
              "the worksheet of an Excel file, by name or by number from 1"),
            Parameter(
              "range", .value(.text), optional: true,
              "the cells of a worksheet, with the header: `\"A3:F200\"`"),
            Parameter("units", .units, optional: true, "units of columns: `{cost: USD}`"),
            Parameter(
              "bad", .choice(["error", "missing"]), default: "\"error\"",
              "what a cell does that does not fit its column"),
            Parameter(
              "dates", .value(.text), optional: true,
              "how days are written: `day-first`, `month-first`, or a pattern such as `dd.mm.yyyy`"),
            Parameter(
              "decimal", .choice([".", ","]), optional: true, "the decimal sign of the numbers"),
            Parameter(
              "totals", .choice(["keep", "drop"]), optional: true,
              "what becomes of rows labelled `Total` and the like: else those that are sums go"),
            Parameter(
              "encoding", .value(.text), optional: true,
              "how a text file was written, as `windows-1254`, where its bytes do not tell"),
          ], resultText: "Table", result: loadedType),
        body: loaded)
    ],
    definition: """
      Only the header and some rows are read now; the rest when it is needed. A later read that \
      finds another file in its place is an error.
      """,
    examples: [],
    seeAlso: ["describe", "save"])
}

private func loadedType(_ types: CallTypes) throws(ValueError) -> Type {
  guard case .text(let path)? = types.constant("path"), !types.savedFiles.contains(path) else {
    return .unknown
  }
  if types["encoding"] != nil, types.word("encoding") == nil { return .unknown }
  if types["totals"] != nil, types.word("totals") == nil { return .unknown }
  var units: [(name: String, measure: Measure)] = []
  if case .units(let given)? = types["units"] { units = given }
  var request = LoadRequest(
    path: path, role: types.word("as"), units: units, bad: types.word("bad") ?? "error",
    dates: types.word("dates"), decimal: types.word("decimal"), encoding: types.word("encoding"),
    dollar: types.dollar, isStrict: types.isStrict)
  request.sheet = types.constant("sheet")
  request.range = types.word("range")
  request.totals = types.word("totals")
  return .table(try types.describeFile(request))
}

private func loaded(_ call: Call) throws(ValueError) -> Value {
  guard let path = call.word("path") else {
    throw ValueError(
      .invalidArgument, "`load` requires the name of a file",
      fixes: [.init("load(\"customers.csv\", as: customers)")], argument: "path")
  }
  var units: [(name: String, measure: Measure)] = []
  if case .units(let given)? = call.arguments["units"] { units = given }
  var request = LoadRequest(
    path: path, role: call.word("as"), units: units, bad: call.word("bad") ?? "error",
    dates: call.word("dates"), decimal: call.word("decimal"), encoding: call.word("encoding"),
    dollar: call.context.dollar, isStrict: call.context.isStrict)
  request.sheet = call.value("sheet")
  request.range = call.word("range")
  request.totals = call.word("totals")
  return .table(try call.context.open(request))
}
