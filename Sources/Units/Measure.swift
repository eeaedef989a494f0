/// How a number is to be read: in a unit, as a share of a whole, or as a share per time.
///
/// The checker and the evaluator ask the same algebra (`MeasureArithmetic`), so that what is
/// accepted before anything runs is what runs.
package enum Measure: Hashable, Sendable {
  case unit(Unit)
  /// A fraction shown as a percentage.
  case share
  /// A share per time, such as 3%/month: it compounds, so it is no linear rate.
  ///
  /// Indirect, so that the measure of each number in a list is small.
  indirect case periodic(NamedUnit, PeriodicKind)

  package static let number = Measure.unit(.one)

  package var isNumber: Bool { self == .number }
  package var isShare: Bool { self == .share }
  package var isDimensionless: Bool { isNumber || isShare }
  package var isPeriodic: Bool { if case .periodic = self { true } else { false } }

  /// The unit that the magnitude has in a product: a share is a plain number.
  package var unit: Unit {
    switch self {
    case .unit(let unit): unit
    case .share: .one
    case .periodic(let time, _): Unit(time, exponent: -1)
    }
  }
}

/// Whether a share per time takes from what is left (churn) or adds to it (growth, discount).
package enum PeriodicKind: String, Hashable, Sendable { case loss, growth, unstated }

extension Measure: CustomStringConvertible {
  /// As a program writes it: `USD/customer`, `%`, `%/month`; `Number` for a plain number.
  package var description: String {
    switch self {
    case .unit(let unit): unit.isOne ? "Number" : unit.description
    case .share: "Share"
    case .periodic(let time, _): "%/\(time.name)"
    }
  }
}
