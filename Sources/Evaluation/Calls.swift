internal import Diagnostics
internal import Planning
internal import StandardLibrary
internal import TypeChecking
internal import Values

/// Calls of built-in functions: arguments are made ready and the body runs.
extension Evaluator {
  func call(_ call: CheckedCall, _ frame: Frame) throws(Failure) -> Value {
    try checkInterruption(at: call.span)
    guard let function = FunctionTable.named(call.function),
      function.overloads.indices.contains(call.overload),
      let body = function.overloads[call.overload].body
    else {
      throw Failure(
        ValueError(.unsupported, "`\(call.function)` cannot run as a value"), at: call.span)
    }
    var arguments: [String: Call.Argument] = [:]
    let inside = FailureInside()
    for (parameter, argument) in call.arguments {
      arguments[parameter] = try ready(argument, frame, inside)
    }
    let ready = Call(arguments: arguments, resultType: call.resultType, context: context)
    do throws(ValueError) { return try body(ready) } catch {
      throw inside.first ?? Failure(error, at: call.span, arguments: call.argumentSpans)
    }
  }

  private func ready(
    _ argument: CheckedCall.Argument, _ frame: Frame, _ inside: FailureInside
  ) throws(Failure) -> Call.Argument {
    switch argument {
    case .value(let core): return .value(try value(core, frame))
    case .columns(let columns):
      var result: [(name: String, type: Type, expression: ScalarExpression)] = []
      for (column, core) in columns {
        result.append((column.name, column.type, try lower(core, frame).scalar))
      }
      return .columns(result)
    case .sortKeys(let keys):
      var result: [SortKey] = []
      for key in keys {
        result.append(SortKey(try lower(key.core, frame).scalar, descending: key.isDescending))
      }
      return .sortKeys(result)
    case .word(let word): return .word(word)
    case .units(let units): return .units(units)
    case .renames(let renames): return .renames(renames)
    case .joinKeys(let keys): return .joinKeys(keys)
    case .tables(let cores):
      var tables: [Table] = []
      for core in cores {
        switch try value(core, frame) {
        case .table(let table): tables.append(table)
        case .list(let list):
          for case .table(let table) in list.elements { tables.append(table) }
        default: break
        }
      }
      return .tables(tables)
    case .function(let slots, let body, _):
      return .function(function(slots: slots, body: body, frame, inside: inside))
    }
  }
}

/// The library's functions by name.
enum FunctionTable {
  private static let byName: [String: Function] = Dictionary(
    Catalogue.functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  static func named(_ name: String) -> Function? { byName[name] }

  /// The signatures that the checker works with.
  static let index = FunctionIndex(
    Catalogue.functions.map { ($0.name, $0.overloads.map(\.signature)) })
}
