import Statistics
import Units
import Values

/// What is made of the rows of a window that ends at each row.
enum WindowAggregate: String, CaseIterable, Sendable {
  case sum, mean, min, max, count

  /// True where the result is one of the values.
  var picksValues: Bool { self == .min || self == .max }

  static let names = allCases.map(\.rawValue)

  /// The type of the result; throws where the values cannot be taken so.
  func type(_ types: CallTypes, for function: String) throws(ValueError) -> Type {
    switch self {
    case .count: return .number
    case .min, .max: return try types.orderedType("values", for: rawValue)
    case .sum, .mean:
      let type = types.column("values")?.type ?? .unknown
      guard type.measure != nil || type.isUnknown || type == .missing else {
        throw ValueError(
          .invalidArgument,
          "`\(function)` requires numbers for a \(rawValue), but these are \(type)",
          fixes: [.init("aggregate: \"count\"")], argument: "values")
      }
      return types.numberType(of: ["values"], measure: types.measure("values"))
    }
  }

  /// The SQL text over the rows of a window; missing of none, but for the count and the sum.
  func sql(_ x: String, _ over: String) -> String {
    switch self {
    case .count: "CAST(count(\(x)) \(over) AS DOUBLE)"
    case .min, .max: "\(rawValue)(\(x)) \(over)"
    case .sum: "coalesce(\(Self.total(x, over)), 0e0)"
    case .mean: "(\(Self.total(x, over))) / nullif(count(\(x)) \(over), 0)"
    }
  }

  /// The sum that the engine's `reproducible_sum` gives, over a window.
  private static func total(_ x: String, _ over: String) -> String {
    let parts = ["coarse", "fine", "rest"].map {
      "sum(sum_part_\($0)(CAST(\(x) AS DOUBLE))) \(over)"
    }
    return "\(parts[0]) + (\(parts[1]) + \(parts[2]))"
  }

  /// Makes the values of windows that grow row by row.
  struct Accumulation {
    private let aggregate: WindowAggregate
    private let measure: Measure
    private var count = 0
    private var sum = CompensatedSum()
    /// The sum of estimates, or the smallest or largest value.
    private var held: Value?
    private var heldKey: ValueKey?

    init(_ aggregate: WindowAggregate, _ measure: Measure) {
      self.aggregate = aggregate
      self.measure = measure
    }

    mutating func add(_ value: Value) throws(ValueError) {
      if value.isMissing { return }
      count += 1
      switch aggregate {
      case .count: break
      case .sum, .mean:
        if held != nil || value.type.isEstimate {
          held = try Arithmetic.add(measure: measure).apply([
            held ?? .quantity(Quantity(sum.value, measure)), value,
          ])
        } else if let number = value.magnitude {
          sum.add(number)
        }
      case .min, .max:
        let key = try ValueKey(value)
        let order = heldKey.flatMap { key.compared(to: $0) }
        guard order.map({ aggregate == .min ? $0 < 0 : $0 > 0 }) ?? true else { return }
        (held, heldKey) = (value, key)
      }
    }

    func value() throws(ValueError) -> Value {
      switch aggregate {
      case .count: return .number(Double(count))
      case .min, .max: return held ?? .missing
      case .sum: return held ?? Sample.value(sum.value, measure)
      case .mean:
        guard count > 0 else { return .missing }
        guard let held else { return Sample.value(sum.value / Double(count), measure) }
        return try Arithmetic.divide(measure: measure).apply([held, .number(Double(count))])
      }
    }
  }
}

extension Parameter {
  static func windowAggregate(default standard: WindowAggregate) -> Parameter {
    Parameter(
      "aggregate", .choice(WindowAggregate.names), default: "\"\(standard.rawValue)\"",
      "what is made of the values")
  }
}

extension CallTypes {
  func windowAggregate(
    for function: String, otherwise standard: WindowAggregate,
  ) throws(ValueError) -> WindowAggregate {
    let name = try WindowSetting.choice(
      "aggregate", of: self, for: function, otherwise: standard.rawValue)
    return WindowAggregate(rawValue: name) ?? standard
  }
}
