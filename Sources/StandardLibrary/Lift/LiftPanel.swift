internal import Columns
internal import Planning
internal import Statistics
internal import Values

/// The sums of a figure by unit and date: a row for each crosses from the engine.
struct LiftPanel {
  /// The units in their order, with their names.
  private(set) var names: [String] = []
  private(set) var isTreated: [Bool] = []
  /// The dates, ascending.
  private(set) var days: [Int] = []
  /// For each unit a value for each date.
  private(set) var outcomes: [[Double]] = []
  /// How many of the dates come before the treatment.
  private(set) var before = 0
  private(set) var rowsUsed = 0
  private(set) var leftOut: [Explanation.LeftOut] = []
  private(set) var notes: [Note] = []

  static let mostCells = 1_000_000

  private struct Cell {
    var unit: KeyCell
    var day: Int
    var sum: Double
  }

  /// Sums the rows.
  ///
  /// Errors: `data` for units that lack a date, for a treated unit that is not there, and for a treatment
  /// with nothing before or after it; `tooLarge`; those of the engine.
  init(
    _ table: Relation, _ request: LiftRequest, context: any CallContext
  ) throws(ValueError) {
    let found = try Self.reduced(table, request, context)
    let reader = try ReductionReader(found, keyCount: 1)
    let dates = try reader.column("day"), sums = try reader.column("sum")
    let present = try reader.column("present"), counts = try reader.column("rows")
    let flags = try reader.column("flagged")
    var cells: [Cell] = []
    var rows: [KeyCell: Int] = [:], flagged: [KeyCell: Int] = [:]
    var lost = (undated: 0, unnamed: 0, empty: 0, late: 0)
    var repeated = 0
    for row in 0..<found.rowCount {
      try StopRequest.check(turn: row)
      let count = reader.integer(counts, row) ?? 0, used = reader.integer(present, row) ?? 0
      guard let unit = reader.key(row).cells.first, unit != .missing else {
        lost.unnamed += count
        continue
      }
      guard let day = dates.day(at: row) else {
        lost.undated += count
        continue
      }
      rows[unit, default: 0] += count
      flagged[unit, default: 0] += reader.integer(flags, row) ?? 0
      if let to = request.to, day > to.dayNumber {
        lost.late += count
        continue
      }
      lost.empty += count - used
      guard used > 0, let sum = sums.double(at: row), sum.isFinite else { continue }
      rowsUsed += used
      repeated += used - 1
      cells.append(Cell(unit: unit, day: day, sum: sum))
    }
    say(lost.unnamed, "row without a unit", "rows without a unit", isWarning: true)
    say(lost.undated, "row without a date", "rows without a date", isWarning: true)
    say(lost.empty, "row without a figure", "rows without a figure", isWarning: true)
    say(lost.late, "row after `to`", "rows after `to`", isWarning: false)
    if repeated > 0 {
      notes.append(
        Note(
          .note,
          "\(Self.text(repeated)) row\(repeated == 1 ? " is" : "s are") of a unit and date that has another: summed"
        ))
    }
    try arrange(cells, request)
    try mark(request, rows: rows, flagged: flagged)
    noteSpellings()
  }

  private static func reduced(
    _ table: Relation, _ request: LiftRequest, _ context: any CallContext
  ) throws(ValueError) -> ColumnTable {
    var flag = ScalarExpression.constant(.number(0))
    if case .flagged(let condition) = request.treated {
      flag = .conditional(
        if: condition, then: .constant(.number(1)), else: .constant(.number(0)))
    }
    let keys = ReductionReader.numbered([NamedScalar(request.unit.name, request.unit.expression)])
    let rows = Relation.project(
      table,
      keys + [
        NamedScalar("day", .call(.seriesDay, [request.date.expression])),
        NamedScalar("figure", request.figure), NamedScalar("flag", flag),
      ])
    let sums = Relation.aggregate(
      rows, keys: (keys.map(\.name) + ["day"]).map { NamedScalar($0, .column($0)) },
      measures: [
        NamedScalar("sum", .aggregate(.economicsSum, [.column("figure")])),
        NamedScalar("present", .aggregate(.economicsPresent, [.column("figure")])),
        NamedScalar("flagged", .aggregate(.economicsSum, [.column("flag")])),
        NamedScalar("rows", .aggregate(.economicsRows, [.column("flag")])),
      ])
    let found = try context.reduce(.limit(sums, mostCells + 1))
    guard found.rowCount <= mostCells else {
      throw ValueError(
        .tooLarge, "`lift` takes at most 1,000,000 values, a unit and a date each",
        because:
          "the table has more of them; regions and weeks instead of shops and days are fewer",
        argument: "table")
    }
    return found
  }

  // MARK: Units by dates

  private mutating func arrange(_ cells: [Cell], _ request: LiftRequest) throws(ValueError) {
    days = Set(cells.map(\.day)).sorted()
    before = days.firstIndex { $0 >= request.from.dayNumber } ?? days.count
    guard let first = days.first.flatMap({ CalendarDate(dayNumber: $0) }),
      let last = days.last.flatMap({ CalendarDate(dayNumber: $0) })
    else {
      throw ValueError(
        .data, "no row has a unit, a date and a figure", argument: "table")
    }
    guard before > 0, before < days.count else {
      let isEarly = before == 0
      throw ValueError(
        .data, "there is no date \(isEarly ? "before" : "of") the treatment",
        because: "it begins on \(request.from), and the dates go from \(first) to \(last)",
        argument: isEarly || request.from > last ? "from" : "to")
    }
    let units = Set(cells.map(\.unit)).sorted()
    names = units.map(\.name)
    let places = Dictionary(
      days.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    let numbers = Dictionary(
      units.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    outcomes = units.map { _ in [Double](repeating: .nan, count: days.count) }
    for cell in cells {
      guard let unit = numbers[cell.unit], let place = places[cell.day] else { continue }
      outcomes[unit][place] = cell.sum
    }
    try requireBalance(request, units)
  }

  /// Refuses units that lack dates which others have: a gap is not zero.
  private func requireBalance(_ request: LiftRequest, _ units: [KeyCell]) throws(ValueError) {
    let gaps = outcomes.map { $0.count { $0.isNaN } }
    guard let unit = gaps.firstIndex(where: { $0 > 0 }) else { return }
    let lost = outcomes[unit].firstIndex(where: \.isNaN)
      .flatMap { CalendarDate(dayNumber: days[$0]) }
    let others = gaps.count { $0 > 0 } - 1
    let also =
      others == 0 ? "" : "; \(Self.text(others)) other unit\(others == 1 ? " has" : "s have") gaps"
    var fixes: [ValueError.Fix] = []
    if case .column(let column) = request.unit.expression,
      case .column(let date) = request.date.expression
    {
      fixes.append(
        .init("complete(.\(column), .\(date), fill: 0)", note: "where no row means zero"))
      if case .text(let name) = units[unit] {
        fixes.append(.init("where(.\(column) != \"\(name)\")", note: "without the unit"))
      }
    }
    throw ValueError(
      .data,
      "`\(names[unit])` has no value on \(Self.text(gaps[unit])) of \(Self.text(days.count)) dates",
      because: (lost.map { "the first is \($0)" } ?? "others have one there") + also, fixes: fixes,
      argument: "table")
  }

  // MARK: Who was treated

  private mutating func mark(
    _ request: LiftRequest, rows: [KeyCell: Int], flagged: [KeyCell: Int]
  ) throws(ValueError) {
    switch request.treated {
    case .named(let given):
      for name in given where !names.contains(name) {
        let near = names.first { Self.folded($0) == Self.folded(name) }
        let shown = names.prefix(12).joined(separator: ", ")
        throw ValueError(
          .data, "no unit is named `\(name)`",
          because: "`\(request.unit.name)` is \(shown)\(names.count > 12 ? ", …" : "")",
          fixes: near.map { near in
            let texts = given.map { "\"\($0 == name ? near : $0)\"" }.joined(separator: ", ")
            return [.init("treated: \(given.count == 1 ? texts : "[\(texts)]")")]
          } ?? [], argument: "treated")
      }
      isTreated = names.map(given.contains)
    case .flagged:
      var byName: [String: Bool] = [:]
      var changing = 0
      for (unit, count) in flagged {
        byName[unit.name] = count > 0
        if count > 0, count < rows[unit] ?? 0 { changing += 1 }
      }
      isTreated = names.map { byName[$0] ?? false }
      if changing > 0 {
        notes.append(
          Note(
            .note,
            "of \(Self.text(changing)) unit\(changing == 1 ? "" : "s") some rows say that they were treated: they count as treated from \(request.from)"
          ))
      }
      guard isTreated.contains(true) else {
        throw ValueError(
          .data, "no unit was treated", because: "the condition of `treated:` holds in no row",
          argument: "treated")
      }
    }
    guard isTreated.contains(false) else {
      throw ValueError(
        .data, "all \(Self.text(names.count)) units were treated",
        because: "an effect shows beside units that were not", argument: "treated")
    }
  }

  /// Says where two units may be one that is written in two ways.
  private mutating func noteSpellings() {
    var seen: [String: String] = [:]
    for name in names {
      let folded = Self.folded(name)
      if let other = seen[folded] {
        notes.append(
          Note(
            .warning,
            "the units \"\(other)\" and \"\(name)\" differ only in case or spaces, and count as two"
          ))
      }
      seen[folded] = name
    }
  }

  private static func folded(_ name: String) -> String {
    name.lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "_" }
  }

  private mutating func say(_ count: Int, _ one: String, _ many: String, isWarning: Bool) {
    guard count > 0 else { return }
    let reason = count == 1 ? one : many
    leftOut.append(.init(reason, count))
    notes.append(
      Note(isWarning ? .warning : .note, "left out: \(Self.text(count)) \(reason)"))
  }

  static func text(_ count: Int) -> String { NumberText().text(.number(Double(count))) }
}
