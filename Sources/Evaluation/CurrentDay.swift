internal import Columns
internal import Planning
internal import StandardLibrary
internal import Values

/// The day that `today` is.
///
/// The language has no clock, so that a script gives the same result on any day.
extension SessionContext {
  /// The day of `--today`, else the last start or outlay in the tables loaded so far, which is said.
  func currentDay() throws(ValueError) -> CalendarDate {
    if let today { return today }
    var latest: CalendarDate?
    for table in opened {
      guard let relation = table.plan as? Relation, let role = table.type.role,
        let roles = TableRole.named(role)?.roles
      else { continue }
      // An optional date, such as a contract's end, may lie in the future.
      for role in roles where role.kind == .date && !role.isOptional {
        guard let column = table.type.columns.first(where: { $0.role == role.name }) else {
          continue
        }
        let measure = NamedScalar(
          "latest", .aggregate(.economicsLatest, [.column(column.name)]))
        let found = try reduce(.aggregate(relation, keys: [], measures: [measure]))
        let day = found.columns.first?.day(at: 0).flatMap(CalendarDate.init(dayNumber:))
        if let day { latest = max(latest ?? day, day) }
      }
    }
    guard let latest else {
      throw ValueError(
        .missingValue, "there is no day yet that `today` could be",
        because: "it is the option `--today`, else the last event date of the tables loaded")
    }
    note(Note(.note, "today is \(latest), the last event date in the data; --today sets it"))
    return latest
  }
}
