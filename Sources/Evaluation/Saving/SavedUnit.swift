internal import Units
internal import Values

/// The unit of a column as a Parquet file keeps it, so that `load` gives it back.
enum SavedUnit {
  /// The key of the file's metadata under which the columns' units stand, one a line.
  static let key = "sales.units"

  /// The unit of a column of this type; empty for a plain number and for what is no number.
  static func text(_ type: Type) -> String {
    switch type {
    case .measure(let measure), .estimate(let measure):
      switch measure {
      case .share: "share"
      case .periodic(let time, let kind): "periodic \(time.name) \(kind.rawValue)"
      case .unit(let unit): unit.isOne ? "" : unit.description
      }
    case .period(let grain?): "period \(grain.rawValue)"
    default: ""
    }
  }

  /// The type that a text stands for; nil where it says none, and for units that this version does
  /// not know.
  static func type(_ text: String, in catalogue: UnitCatalogue) -> Type? {
    let words = text.split(separator: " ").map(String.init)
    switch words.first {
    case nil: return nil
    case "share": return .share
    case "periodic":
      guard words.count == 3, let time = catalogue.named(words[1]),
        let kind = PeriodicKind(rawValue: words[2])
      else { return nil }
      return .measure(.periodic(time, kind))
    case "period":
      return words.count == 2 ? PeriodGrain(rawValue: words[1]).map { .period($0) } : nil
    default:
      return unit(text, in: catalogue).map { .unit($0) }
    }
  }

  /// Reads what `Unit.description` writes.
  private static func unit(_ text: String, in catalogue: UnitCatalogue) -> Unit? {
    var result = Unit.one
    for (position, part) in text.split(separator: "/").enumerated() {
      if position == 0, part == "1" { continue }
      for factor in part.split(separator: "·") {
        let pieces = factor.split(separator: "^")
        guard let name = pieces.first, let named = catalogue.named(String(name)),
          let exponent = pieces.count == 1 ? 1 : pieces.last.flatMap({ Int($0) }),
          let power = Unit(named).raised(to: position == 0 ? exponent : -exponent)
        else { return nil }
        result = result.multiplied(by: power).unit
      }
    }
    return result.description == text ? result : nil
  }
}
