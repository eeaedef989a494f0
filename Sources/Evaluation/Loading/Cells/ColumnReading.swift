internal import Planning
internal import Units
internal import Values

/// What the cells of a column of text become.
struct ColumnReading: Sendable {
  enum Result: Hashable, Sendable { case number, share, day, instant }

  var result: Result
  /// The forms that are read, each with one meaning, in the column's families.
  var forms: Set<String>
  var families: [CellFamily]
  /// What may stand beside a number; nil for anything.
  var marks: Set<String>?
  /// The currency that the cells say.
  var currency: NamedUnit?
  /// How the cells are written, in a few words: `day-first`, `"1.234,56 €"`.
  var source: String?
  /// Which day stands for a week, a month or a quarter.
  var note: String?
  /// Cells that are present and do not fit.
  var badCount = 0
  /// Cells that say that they have no value, and the marks by which they say it.
  var missingCount = 0
  var missingMarks: [String] = []

  /// A trimmed cell as its value; missing where the cell does not fit.
  var operation: ScalarOperation {
    let names = forms.sorted().joined(separator: " ")
    let marks = marks.map { $0.sorted().joined(separator: " ") } ?? "any"
    return ScalarOperation(
      "read \(result) \(names) with \(marks)", sql: { sql($0[0]) },
      evaluate: { _ throws(ValueError) in
        throw ValueError(.unsupported, "cells are read from text only in files")
      })
  }

  private func sql(_ text: String) -> String {
    let cell = CellParts(ofTrimmed: text)
    let type =
      switch result {
      case .number, .share: "DOUBLE"
      case .day: "DATE"
      case .instant: "TIMESTAMP"
      }
    let cases = families.compactMap { family -> String? in
      let accepted = family.forms.filter { forms.contains($0.name) }
      guard !accepted.isEmpty else { return nil }
      var condition = family.recognition(result == .instant ? cell : cell.withoutTime)
      if let marks, let mark = family.mark {
        condition += " AND \(CellText.isOne(mark(cell.trimmed), of: marks))"
      }
      let values = accepted.map { form in
        let value = self.value(of: form, in: family, cell)
        guard accepted.count > 1, let fits = form.fits else { return value }
        return "CASE WHEN \(fits(cell.trimmed)) THEN \(value) END"
      }
      let value = values.count == 1 ? values[0] : "coalesce(\(values.joined(separator: ", ")))"
      return "WHEN \(condition) THEN CAST(\(value) AS \(type))"
    }
    guard !cases.isEmpty else { return "CAST(NULL AS \(type))" }
    // Marks of a missing cell hold no digit, so no case is theirs.
    return "CASE \(cases.joined(separator: "\n")) END"
  }

  private func value(of form: CellForm, in family: CellFamily, _ cell: CellParts) -> String {
    guard family.takesTime, result == .instant else { return form.value(cell.trimmed) }
    let day = form.value(cell.day)
    return """
      CASE WHEN contains(\(cell.trimmed), ':') THEN \(CellTime.moment(day, cell.time)) \
      ELSE CAST(\(day) AS TIMESTAMP) END
      """
  }
}
