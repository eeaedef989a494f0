internal import Values

extension Function {
  /// The functions of acquisition and unit economics, in the order of the reference.
  package static let economics: [Function] = [
    .cac, .churn, .arpa, .ltv, .payback, .ltvCac, .unitEconomics,
  ]
}

extension EconomicsAnalysis {
  static let cac = EconomicsAnalysis(
    name: "cac", needs: .start, hasSpend: true, columns: [.cost, .won, .cac], main: .cac)
  static let churn = EconomicsAnalysis(
    name: "churn", needs: .end, hasSpend: false, columns: [.atRisk, .lost, .churn], main: .churn,
    isChurn: true)
  static let arpa = EconomicsAnalysis(
    name: "arpa", needs: .revenue, hasSpend: false, columns: [.revenue, .customerMonths, .arpa],
    main: .arpa)
  static let ltv = EconomicsAnalysis(
    name: "ltv", needs: .revenue, hasSpend: false, columns: [.arpa, .churn, .lifetime, .ltv],
    main: .ltv, hasMethods: true)
  static let payback = EconomicsAnalysis(
    name: "payback", needs: .revenue, hasSpend: true, columns: [.cac, .arpa, .churn, .payback],
    main: .payback)
  static let ltvCac = EconomicsAnalysis(
    name: "ltv_cac", needs: .revenue, hasSpend: true, columns: [.ltv, .cac, .ltvCac, .verdict],
    main: .ltvCac)
  static let unitEconomics = EconomicsAnalysis(
    name: "unit_economics", needs: .revenue, hasSpend: true,
    columns: [
      .cost, .won, .cac, .arpa, .churn, .lifetime, .ltv, .ltvCac, .payback, .verdict,
    ])

  static let source = "the handbook's page Definitions"

  /// What the figures take for granted.
  var assumptions: [String] {
    var assumptions: [String] = []
    if hasSpend { assumptions.append("every outlay won the customers of its own time and group") }
    if columns.contains(.churn) {
      assumptions.append("churn is the same in every month of a customer's life")
    }
    if usesMargin { assumptions.append("revenue of a customer stays the same") }
    if columns.contains(.payback) { assumptions.append("customers pay in advance, each month") }
    return assumptions
  }
}
