internal import Columns
internal import Planning
internal import Statistics
internal import Units
internal import Values

/// A log that is reduced already, as journeys: each path with the persons who took it.
///
/// A row with 3 purchases and 5 paths to none becomes two journeys: the path with a purchase at its end, of 3
/// persons, and the path alone, of 5.
struct PathReduction {
  private(set) var channels: [String] = []
  private(set) var hasMissingChannel = false
  private(set) var groups: [JourneyGroup] = []
  private(set) var rowCount = 0.0
  private(set) var notes: [Note] = []

  /// Sums the counts by path, and cuts the paths at the separator; blanks around a name do not count.
  ///
  /// Errors: those of the engine; `data` for counts that are no whole numbers; `tooLarge` for more than
  /// 1,000 channels.
  init(
    _ table: Relation, _ columns: PathColumns, keys: [NamedScalar], separator: String,
    context: any CallContext,
  ) throws(ValueError) {
    let zero = ScalarExpression.constant(.number(0))
    func sum(_ name: String, _ column: String?) -> NamedScalar {
      NamedScalar(
        name, .aggregate(.economicsSum, [column.map(ScalarExpression.column) ?? zero]))
    }
    func rows(_ name: String, where condition: ScalarExpression) -> NamedScalar {
      NamedScalar(
        name,
        .aggregate(
          .economicsSum, [.conditional(if: condition, then: .constant(.number(1)), else: zero)]))
    }
    let counts = [columns.converted, columns.lost].compactMap { $0 }.map(ScalarExpression.column)
    let result = try context.reduce(
      .aggregate(
        table,
        keys: ReductionReader.numbered(keys) + [NamedScalar("path", .column(columns.path))],
        measures: [
          sum("converted", columns.converted), sum("lost", columns.lost),
          sum("value", columns.value),
          NamedScalar("rows", .aggregate(.rowCount, [.constant(.number(1))])),
          rows("broken", where: .call(.isNoCount, counts)),
          rows("uncounted", where: .call(Logic.isMissing, [.column(columns.converted)])),
        ]))
    let reader = try ReductionReader(result, keyCount: keys.count)
    let paths = try reader.column("path")
    let broken = Self.total(try reader.column("broken"), result.rowCount)
    guard broken == 0 else {
      throw ValueError(
        .data, "the counts of a path are whole numbers of persons, from 0",
        because:
          "\(NumberText().text(.number(broken))) \(broken == 1 ? "row has" : "rows have") another number",
        argument: "converted")
    }
    rowCount = Self.total(try reader.column("rows"), result.rowCount)
    let uncounted = Self.total(try reader.column("uncounted"), result.rowCount)
    if uncounted > 0 {
      notes.append(
        Note(
          .warning,
          "\(NumberText().text(.number(uncounted))) \(uncounted == 1 ? "path has" : "paths have") no count of purchases: taken as 0"
        ))
    }
    var touches: [[String?]] = []
    for row in 0..<result.rowCount {
      try StopRequest.check(turn: row)
      touches.append(PathText.touches(paths.text(at: row) ?? "", separator: separator))
    }
    let numbers = try number(touches)
    let converted = try reader.column("converted"), lost = try reader.column("lost")
    let values = try reader.column("value")
    var unearned = 0.0
    for row in 0..<result.rowCount {
      try StopRequest.check(turn: row)
      let key = reader.key(row)
      if groups.last?.key != key {
        groups.append(JourneyGroup(key: key, channelCount: numbers.count))
      }
      let steps = touches[row].map { numbers[$0] ?? 0 }
      let bought = converted.double(at: row) ?? 0, none = lost.double(at: row) ?? 0
      let worth = values.double(at: row) ?? 0
      if bought > 0 {
        // Of the values only the sum is known, so each purchase is taken as worth the mean.
        groups[groups.count - 1].add(
          steps + [Journeys.conversion], persons: bought,
          worths: [.init(sum: worth, squares: worth * worth / bought)])
      } else if worth != 0 {
        unearned += 1
      }
      if none > 0 { groups[groups.count - 1].add(steps, persons: none, worths: []) }
    }
    if unearned > 0 {
      notes.append(
        Note(
          .warning,
          "\(NumberText().text(.number(unearned))) \(unearned == 1 ? "path has" : "paths have") a value and no purchase: the value is left out"
        ))
    }
    if columns.lost == nil {
      notes.append(
        Note(
          .warning,
          "without `lost:` every path leads to a purchase: rates are 100%, and no channel's removal can be told from the others by those who did not buy"
        ))
    }
  }

  /// Numbers the channels in the order of their bytes; one without a name is the last.
  private mutating func number(_ touches: [[String?]]) throws(ValueError) -> [String?: Int32] {
    var found: Set<String> = []
    for path in touches {
      for name in path {
        if let name { found.insert(name) } else { hasMissingChannel = true }
      }
    }
    channels = found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard channels.count + (hasMissingChannel ? 1 : 0) <= JourneyStep.mostChannels else {
      throw ValueError(
        .tooLarge, "the paths have more than 1,000 channels",
        because: "they hold \(channels.count) different names",
        fixes: [.init("separator: \" > \"", note: "what stands between two channels")],
        argument: "separator")
    }
    var numbers: [String?: Int32] = [:]
    for (index, name) in channels.enumerated() { numbers[name] = Int32(truncatingIfNeeded: index) }
    if hasMissingChannel {
      numbers[Optional<String>.none] = Int32(truncatingIfNeeded: channels.count)
    }
    return numbers
  }

  private static func total(_ column: Column, _ rows: Int) -> Double {
    (0..<rows).reduce(0) { $0 + (column.double(at: $1) ?? 0) }
  }
}

/// A path as a text.
enum PathText {
  /// The channels between separators, without the blanks around them; nil for one without a name.
  static func touches(_ text: String, separator: String) -> [String?] {
    let letters = Array(separator.utf8)
    // A separator of blanks alone is taken as it is.
    let sign = trimmed(letters[...])
    let mark = sign.isEmpty ? letters : Array(sign)
    let bytes = Array(text.utf8)
    guard !trimmed(bytes[...]).isEmpty else { return [] }
    guard !mark.isEmpty else { return [name(trimmed(bytes[...]))] }
    var touches: [String?] = []
    var start = 0, place = 0
    while place + mark.count <= bytes.count {
      guard bytes[place..<(place + mark.count)].elementsEqual(mark) else {
        place += 1
        continue
      }
      touches.append(name(trimmed(bytes[start..<place])))
      place += mark.count
      start = place
    }
    return touches + [name(trimmed(bytes[start...]))]
  }

  private static func name(_ bytes: ArraySlice<UInt8>) -> String? {
    bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while bytes.first == 0x20 || bytes.first == 0x09 { bytes = bytes.dropFirst() }
    while bytes.last == 0x20 || bytes.last == 0x09 { bytes = bytes.dropLast() }
    return bytes
  }
}

extension ScalarOperation {
  /// Whether one of some counts is there and no whole number from 0.
  fileprivate static let isNoCount = ScalarOperation(
    "journey count is broken", passesMissing: false,
    sql: { texts in
      "("
        + texts.map {
          "coalesce(NOT (\($0) >= 0 AND \($0) <= 9e15 AND \($0) = floor(\($0))), false)"
        }.joined(separator: " OR ") + ")"
    },
    evaluate: { values in
      .bool(
        values.contains { value in
          guard let number = value.magnitude else { return false }
          return !(number >= 0 && number <= 9e15 && number == number.rounded(.down))
        })
    })
}
