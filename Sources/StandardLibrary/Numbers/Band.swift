import Units
import Values

extension Function {
  package static let band = Function(
    "band", .numbers, "The band between bounds in which a number lies, as a text.",
    overloads: [
      Overload(
        Signature(
          [
            Parameter("value", .value(.quantity), "a number"),
            Parameter(
              "bounds", .value(.list(.quantity)),
              "where bands end and begin, ascending: `[20, 100]`"),
          ],
          form: .scalar { types throws(ValueError) in
            .band(
              types.measure("value"), factor: try types.factor(of: "bounds", to: "value"),
              dollar: types.dollar.name)
          }, resultText: "Text",
          result: { types throws(ValueError) in
            _ = try types.factor(of: "bounds", to: "value")
            return .text
          }))
    ],
    definition: """
      A bound belongs to the band above it: `[20, 100]` makes under 20, 20 to under 100, and 100 and \
      more. The text begins with the number of the band, so that bands come in their order wherever \
      texts are ordered: in `summarize`, `sort`, `pivot` and in any other program. A missing number has \
      no band.
      """,
    examples: [
      Example("band(20 customers, [20, 100])", gives: "2: 20 to under 100 customers"),
      Example("band($7_500, [$1k, $5k])", gives: "3: $5,000 and more"),
      Example(
        """
        let t = table {
          employees
          7
          1_200
          35
        }
        (t | summarize(firms: count(), by: [size: band(.employees, [20, 100, 1_000])])).size
        """,
        gives: "[\"1: under 20\", \"2: 20 to under 100\", \"4: 1,000 and more\"]"),
    ],
    seeAlso: ["summarize", "round", "clamp"])
}

extension ScalarOperation {
  fileprivate static func band(
    _ measure: Measure, factor: Double, dollar: String,
  ) -> ScalarOperation {
    ScalarOperation(
      "band \(measure) \(factor) \(dollar)",
      bind: { arguments throws(ValueError) in
        guard arguments.count == 2, let bounds = arguments[1] else {
          throw ValueError(
            .invalidArgument, "the bounds of `band` are the same for all rows",
            because: "each band has one name")
        }
        let bands = try NumberBands(bounds, measure, factor: factor, dollar: dollar)
        return BoundOperation(
          bands.operation, kept: [0], constants: bands.labels.map { .text($0) })
      },
      sql: { _ in nil },
      evaluate: { arguments throws(ValueError) in
        guard arguments.count == 2, let number = arguments[0].magnitude else { return .missing }
        let bands = try NumberBands(arguments[1], measure, factor: factor, dollar: dollar)
        return .text(bands.labels[bands.index(of: number)])
      })
  }
}

/// The bands between ascending bounds, and what each is called.
private struct NumberBands: Sendable {
  private static let most = 1_000

  private let bounds: [Double]
  let labels: [String]

  init(
    _ value: Value, _ measure: Measure, factor: Double, dollar: String,
  ) throws(ValueError) {
    guard case .list(let list) = value, !list.elements.isEmpty else {
      throw ValueError(
        .invalidArgument, "`band` requires a list of bounds", fixes: [.init("[20, 100, 500]")],
        argument: "bounds")
    }
    guard list.elements.count < Self.most else {
      throw ValueError(
        .tooLarge, "`band` makes at most \(Self.most) bands", argument: "bounds")
    }
    var bounds: [Double] = []
    for element in list.elements {
      guard let magnitude = element.magnitude else {
        throw ValueError(
          .invalidArgument, "a bound of `band` is missing",
          because: "every band has two ends, but for the first and the last", argument: "bounds")
      }
      let bound = magnitude * factor
      if let last = bounds.last, bound <= last {
        let text = NumberText(dollar: dollar)
        throw ValueError(
          .invalidArgument, "the bounds of `band` rise from one to the next",
          because:
            "\(text.text(element)) stands after \(text.text(list.elements[bounds.count - 1]))",
          argument: "bounds")
      }
      bounds.append(bound)
    }
    self.bounds = bounds
    labels = Self.labels(bounds, measure, dollar)
  }

  func index(of number: Double) -> Int {
    var (low, high) = (0, bounds.count)
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] <= number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The operation on a number and the labels.
  var operation: ScalarOperation {
    let bands = self
    return ScalarOperation(
      "band \(bounds)",
      sql: { arguments in
        let cases = bands.bounds.enumerated().map { index, bound in
          "WHEN \(arguments[0]) < \(OperationSQL.number(bound)) THEN \(arguments[index + 1])"
        }
        let last = arguments[bands.bounds.count + 1]
        return
          "CASE \(cases.joined(separator: " ")) WHEN \(arguments[0]) IS NOT NULL THEN \(last) END"
      },
      evaluate: { arguments in
        guard let number = arguments.first?.magnitude else { return .missing }
        return arguments[bands.index(of: number) + 1]
      })
  }

  private static func labels(_ bounds: [Double], _ measure: Measure, _ dollar: String) -> [String] {
    let width = String(bounds.count + 1).count
    let full = bounds.map { text($0, measure, dollar) }
    // The unit of a count stands once, that of money with each bound.
    let isCount = !measure.isDimensionless && !measure.isPeriodic && measure.unit.currency == nil
    let short = isCount ? bounds.map { text($0, .number, dollar) } : full
    var texts = ["under \(full[0])"]
    for index in bounds.indices.dropFirst() {
      texts.append("\(short[index - 1]) to under \(full[index])")
    }
    texts.append("\(full[bounds.count - 1]) and more")
    return texts.enumerated().map { index, text in
      let number = String(index + 1)
      return String(repeating: "0", count: width - number.count) + "\(number): \(text)"
    }
  }

  /// A bound as it is shown, or, where showing it would round it, with all of its digits.
  private static func text(_ bound: Double, _ measure: Measure, _ dollar: String) -> String {
    let digits = NumberText.exact(abs(bound)).filter(\.isNumber).drop { $0 == "0" }
    if bound.rounded() == bound || digits.count <= 3 {
      return NumberText(dollar: dollar).text(Quantity(bound, measure))
    }
    let unit = measure.isNumber ? "" : " \(measure)"
    return NumberText.exact(bound) + unit
  }
}
