internal import Syntax
internal import Units
internal import Values

/// Units after a number, after `/`, `per` and `to`, in heads of tables and in types.
extension EntryCompletion {
  enum UnitPosition: Hashable {
    /// After a number and a space: `18 months`.
    case number
    /// After `/`; a share is per time alone.
    case denominator(ofShare: Bool)
    /// Where a unit stands alone: after `to`, after `per`, in the head of a table.
    case alone
    /// Where a type stands, which may be a unit.
    case type
    case currency
  }

  /// What unit may stand at a token; nil where none can.
  func unitPosition(_ index: Int) -> UnitPosition? {
    let place = entry.place
    switch entry.kind(index - 1) {
    case .symbol(.slash)?: return denominator(index)
    case .number(let number)? where !number.isPercent:
      if case .sign? = entry.kind(index - 2) { return nil }
      return .number
    case .keyword(.per)?, .keyword(.to)?: return .alone
    case .symbol(.resultArrow)?: return .type
    case .word("currency")? where place.kind == .statements && index - 1 == place.statementStart:
      return .currency
    case .symbol(.colon)?:
      if place.kind == .parameters { return .type }
      if place.kind == .record, entry.places.dropLast().last?.argumentName == "units" {
        return .alone
      }
      let isParameter = entry.kind(place.statementStart) == .keyword(.param)
      return place.kind == .statements && isParameter ? .type : nil
    case .symbol(.leftBracket)?:
      let outer = entry.places.dropLast().last
      return place.kind == .list && outer?.kind == .table && outer?.isHead == true ? .alone : nil
    default: return nil
    }
  }

  /// After `/` without spaces a unit stands if one can stand before it: `$40/customer/month`.
  private func denominator(_ index: Int) -> UnitPosition? {
    var slash = index - 1
    guard isTight(slash, before: index) else { return nil }
    while true {
      switch entry.kind(slash - 1) {
      case .number(let number)?: return .denominator(ofShare: number.isPercent)
      case .symbol(.percent)?: return .denominator(ofShare: true)
      case .sign?: return .denominator(ofShare: false)
      case .word?:
        if entry.kind(slash - 2) == .symbol(.slash), isTight(slash - 2, before: slash - 1) {
          slash -= 2
          continue
        }
        // The position of the first word depends on no further `/`.
        return unitPosition(slash - 1) == nil ? nil : .denominator(ofShare: false)
      default: return nil
      }
    }
  }

  private func isTight(_ slash: Int, before next: Int) -> Bool {
    let end = next < entry.tokens.count ? entry.tokens[next].start : entry.bytes.count
    return entry.isJoined(slash) && entry.tokens[slash].end == end
  }

  func units(_ position: UnitPosition, startingWith typed: String) -> [Completion] {
    let all = session.names(after: preceding).units.units
    let fitting =
      switch position {
      case .number, .alone, .type: all
      case .denominator(let isShare):
        all.filter { isShare ? $0.base.isTime : $0.base.kind != .currency }
      case .currency: all.filter { $0.base.kind == .currency }
      }
    let units = fitting.map { spelling($0, position == .number ? $0.plural : $0.name, typed) }
    return position == .type ? Self.typeNames + units : units
  }

  /// The spelling of a unit that begins as what was typed; the usual one where several do or none.
  private func spelling(_ unit: NamedUnit, _ usual: String, _ typed: String) -> Completion {
    let all = [usual, unit.name, unit.plural] + unit.aliases
    let text = all.first { $0.hasPrefix(typed) } ?? usual
    return Completion(text, detail: unit.summary, .unit)
  }

  private static let typeNames = [
    "Number", "Share", "Bool", "Text", "Date", "Period", "Duration", "Money", "Quantity",
    "Periodic", "Estimate", "List", "Record", "Table",
  ].map { Completion($0, detail: "a type", .keyword) }
}
