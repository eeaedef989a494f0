internal import Syntax
internal import Values

/// Models that are asked row by row: each row tells by its own columns which part of the model is meant.
extension Checker {
  /// The columns of the row that name what a model was fitted to; none where the call asks no model.
  ///
  /// Errors: `invalidArgument` outside of the rows of a table, and for rows without such a column.
  func groups(
    of signature: Signature, _ types: CallTypes, _ call: PendingCall
  ) throws(ValueError) -> [Checked] {
    guard let parameter = signature.groupsOf, let model = types.table(parameter)?.model else {
      return []
    }
    guard case .rows(let table) = call.place.columns else {
      throw ValueError(
        .invalidArgument,
        "`\(call.function.text)` is asked for rows that name a \(model.keys.joined(separator: " and "))",
        because: "the model has one curve for each", argument: parameter)
    }
    var groups: [Checked] = []
    for key in model.keys {
      guard let column = table[key] else {
        let names = table.columns.prefix(12).map { ".\($0.name)" }.joined(separator: " ")
        throw ValueError(
          .invalidArgument,
          "the rows have no column `.\(key)`, which tells the curves of the model apart",
          because: "their columns are \(names)", argument: parameter)
      }
      groups.append(Checked(.column(key), column.type, level: .row, span: call.span))
    }
    return groups
  }
}
