internal import Planning
internal import Units
internal import Values

extension LoadedColumns {
  /// Gives amounts their currency: that of their cells, their header or the column beside them,
  /// else the script's, which is said.
  mutating func applyMoney() throws(ValueError) {
    for index in schemas.indices {
      let isMoney = role(index)?.kind == .money
      let measure = statedMeasure(index)
      guard measure != nil || schemas[index].type == .number else { continue }
      let stated = try currency(index, isMoney: isMoney)
      if let measure {
        try requireSame(measure.unit.currency, stated, index)
        continue
      }
      guard isMoney || stated != nil else { continue }
      if stated == nil { try assumeDollar(index) }
      var unit = Unit(stated ?? request.dollar)
      if schemas[index].role == "mrr", let month = UnitCatalogue().named("month") {
        unit = unit.divided(by: Unit(month)).unit
      }
      schemas[index].type = .measure(.unit(unit))
      if stated == nil {
        picks.append("\(schemas[index].name) taken as \(schemas[index].type.description)")
      }
    }
  }

  /// The currency that the file states for a column; nil where it states none.
  private mutating func currency(_ index: Int, isMoney: Bool) throws(ValueError) -> NamedUnit? {
    let header = CurrencySpelling.stated(
      inHeader: schemas[index].name, dollar: request.dollar)
    if let cells = readings[index]?.currency {
      guard let header, header != cells, statedMeasure(index)?.unit.currency != cells else {
        return cells
      }
      throw ValueError(
        .data,
        """
        the column `\(schemas[index].name)` of \(scan.path) states \(header.name) in its header, \
        and its cells are in \(cells.name)
        """,
        fixes: [
          .init(
            request.call(
              adding: "units: {\(LoadRequest.column(schemas[index].name)): \(cells.name)}"))
        ])
    }
    if let header { return header }
    guard isMoney, let twin = ColumnCurrency.twin(of: schemas[index].name, among: schemas),
      let source = scan.columns.indices.first(where: { schemas[$0].name == twin.name })
    else { return nil }
    let column = ColumnCurrency(
      column: scan.columns[source].name, scan: scan, request: request, engine: engine)
    let found = try column.counts()
    guard found.count > 1 else { return found.first?.unit }
    guard request.bad == "missing", let wanted = statedMeasure(index)?.unit.currency else {
      throw CurrencyConflict(
        counts: found.map { ($0.unit, $0.count) }, column: schemas[index].name, request: request
      ).error
    }
    let kept = found.first { $0.unit == wanted }
    let others = found.reduce(0) { $0 + ($1.unit == wanted ? 0 : $1.count) }
    expressions[index] = column.only(kept?.texts ?? [], expressions[index])
    warnings.append(
      """
      \(scan.path): \(NumberText().text(Quantity(Double(others)))) amounts of \
      `\(schemas[index].name)` are not in \(wanted.name) and missing
      """)
    return wanted
  }

  private func requireSame(
    _ given: NamedUnit?, _ stated: NamedUnit?, _ index: Int
  ) throws(ValueError) {
    guard let given, let stated, given != stated else { return }
    let name = LoadRequest.column(schemas[index].name)
    let per = schemas[index].role == "mrr" ? "/month" : ""
    throw ValueError(
      .data,
      "`units:` gives `\(schemas[index].name)` in \(given.name), and the file says \(stated.name)",
      because: "a currency never converts by itself: the rate is a fact to state",
      fixes: [.init(request.call(adding: "units: {\(name): \(stated.name)\(per)}"))],
      argument: "units")
  }

  private func assumeDollar(_ index: Int) throws(ValueError) {
    guard request.isStrict else { return }
    let unit = "\(request.dollar.name)\(schemas[index].role == "mrr" ? "/month" : "")"
    throw ValueError(
      .data, "`\(schemas[index].name)` is money without a currency",
      because: "with --strict each amount has its currency",
      fixes: [.init("units: {\(LoadRequest.column(schemas[index].name)): \(unit)}")],
      argument: "units")
  }
}
