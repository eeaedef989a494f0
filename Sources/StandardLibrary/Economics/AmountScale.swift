internal import Planning
internal import Statistics
internal import Values

/// The powers of amounts, in sums that are the same bytes in any order of the rows and on any number
/// of threads.
///
/// Amounts are grouped by their scale: an amount of scale s lies between 4 and 65,536 in units of
/// 16,384^s. In its unit a square is a whole number of steps of 2^-30 and a cube of steps of 2^-14,
/// both below 2^63, and the engine adds whole numbers exactly. Few amounts of a business are of
/// another scale than 0, so hardly a group is added.
enum AmountScale {
  /// The scale of an amount; 0 of what has none: nothing, zero, and what is not finite.
  static let operation = ScalarOperation(
    "economics amount scale", passesMissing: false,
    sql: { $0.first.map { SQL($0).choose(usual: "0", other: SQL($0).scale, none: "0") } },
    evaluate: { .number(Double($0.first?.magnitude.map(scale) ?? 0)) })

  /// The sum of the squares, in steps of 2^-30.
  static let squares = powers("squares", steps: 0x1p30) {
    "\($0) * \($0)"
  } _: {
    $0 * $0
  }

  /// The sum of the cubes, in steps of 2^-14.
  static let cubes = powers("cubes", steps: 0x1p14) {
    "\($0) * \($0) * \($0)"
  } _: {
    $0 * $0 * $0
  }

  /// The moments of amounts of one scale, each multiplied by a factor, which `sum` has in it already.
  static func moments(
    count: Double, sum: Double, scale: Int, squares: Double, cubes: Double, factor: Double,
  ) -> AmountMoments {
    let unit = unit(scale) * factor
    let (square, cube) = (0x1p-30 * unit * unit, 0x1p-14 * unit * unit * unit)
    return AmountMoments(
      count: count, sum: sum, squares: squares * square, cubes: cubes * cube,
      squareError: square / 2, cubeError: cube.magnitude / 2)
  }

  private static func powers(
    _ name: String, steps: Double, _ text: @escaping @Sendable (String) -> String,
    _ power: @escaping @Sendable (Double) -> Double,
  ) -> AggregateOperation {
    AggregateOperation(
      "economics amount \(name)",
      sql: { texts in
        let sql = SQL(texts[0])
        let inUnit = sql.choose(usual: sql.amount, other: sql.inUnit, none: "0e0")
        return "CAST(coalesce(sum(CAST(\(text(inUnit)) * \(Int(steps))e0 AS BIGINT)), 0) AS DOUBLE)"
      },
      evaluate: { columns in
        var sum = CompensatedSum()
        for value in columns.first ?? [] {
          guard let amount = value.magnitude, isScaled(amount) else { continue }
          let inUnit = amount / unit(scale(amount))
          sum.add((power(inUnit) * steps).rounded(.toNearestOrEven))
        }
        return .number(sum.value)
      })
  }

  /// Texts of an amount in SQL.
  private struct SQL {
    let amount: String
    var scale: String { "CAST(floor((log2(abs(\(amount))) - 2) / 14) AS INTEGER)" }
    var inUnit: String { "\(amount) / pow(16384e0, \(scale))" }

    init(_ text: String) { amount = "CAST(\(text) AS DOUBLE)" }

    /// Logarithms are left to amounts of another scale than 0.
    func choose(usual: String, other: String, none: String) -> String {
      """
      (CASE WHEN \(amount) >= 4e0 AND \(amount) < 65536e0 THEN \(usual) \
      WHEN abs(\(amount)) > 1e-300 AND abs(\(amount)) < 1e300 THEN \(other) ELSE \(none) END)
      """
    }
  }

  private static func isScaled(_ amount: Double) -> Bool {
    amount.magnitude > 1e-300 && amount.magnitude < 1e300
  }

  /// The exponent of a double tells its scale without a logarithm.
  private static func scale(_ amount: Double) -> Int {
    guard isScaled(amount) else { return 0 }
    let exponent = Int(amount.exponent) - 2
    return exponent >= 0 ? exponent / 14 : -((13 - exponent) / 14)
  }

  private static func unit(_ scale: Int) -> Double {
    Double(sign: .plus, exponent: 14 * max(-72, min(72, scale)), significand: 1)
  }
}
