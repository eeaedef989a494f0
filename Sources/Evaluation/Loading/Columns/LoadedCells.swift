internal import Columns
internal import Planning
internal import Units
internal import Values

extension LoadedColumns {
  /// Reads the columns of text that are more than text, and those that the engine guessed.
  mutating func readCells() throws(ValueError) {
    var demands: [Int: CellEvidence.Demand] = [:]
    for index in schemas.indices { demands[index] = demand(index) }
    let found = try ColumnReadings(
      scan: scan, schemas: schemas, request: request, engine: engine, demands: demands,
      hasLabelledRows: hasLabelledRows
    ).find()
    for index in found.texts { readAsText(index) }
    for (index, reading) in found.readings {
      scan.columns[index].engineType = "VARCHAR"
      // Named twice, by which the writer of the query knows to trim a cell once.
      let cell = ScalarExpression.column(scan.columns[index].name)
      expressions[index] = .call(reading.operation, [cell, cell])
      schemas[index].source = reading.source
      schemas[index].type =
        switch reading.result {
        case .number: .number
        case .share: .measure(.share)
        case .day: .date
        case .instant: .instant
        }
    }
    readings = found.readings
    mixedZones = found.mixedZones.filter { schemas[$0].type == .instant }
    if !found.readings.isEmpty || !found.texts.isEmpty {
      // The forms of days that the engine found are those of columns that are now read as text.
      scan.dateFormat = nil
    }
  }

  /// The file with the cells trimmed that are read from text.
  var trimmedSource: Relation {
    guard !readings.isEmpty else { return .scan(scan) }
    let columns = scan.columns.enumerated().map { index, column in
      let cell = ScalarExpression.column(column.name)
      return NamedScalar(
        column.name, readings[index] == nil ? cell : .call(CellCounting.trimmed, [cell]))
    }
    return .project(.scan(scan), columns)
  }

  /// What is wanted of a column; nil for one that stays as it is.
  private func demand(_ index: Int) -> CellEvidence.Demand? {
    let isText = scan.columns[index].engineType == "VARCHAR"
    guard isText || scan.format == .csv else { return nil }
    if savedTypes.indices.contains(index), savedTypes[index] != nil { return nil }
    if let measure = statedMeasure(index) {
      return measure.isShare || measure.isPeriodic ? .share : .number
    }
    switch role(index)?.kind {
    case .identifier: return nil
    case .category, .bool: return isText ? nil : CellEvidence.Demand.none
    case .money: return .number
    case .date, .month: return .date
    case .number, nil: return CellEvidence.Demand.none
    }
  }

  /// Says how the cells of a column were read, where they are more than they look, in a few words.
  mutating func sayReadings() {
    for index in mixedZones {
      warnings.append(
        "\(scan.path): times of `\(schemas[index].name)` without a zone, beside others with one, are UTC"
      )
    }
    for (index, reading) in readings.sorted(by: { $0.key < $1.key }) {
      let name = schemas[index].name
      let count = reading.badCount
      if count > 0 {
        warnings.append(
          """
          \(scan.path): \(Self.cells(count)) of `\(name)` did not fit and \
          \(count == 1 ? "is" : "are") missing
          """)
      }
      var words = reading.source.map { self.words(for: index, from: $0) }
      if let note = reading.note { words = "\(words ?? name), \(note)" }
      if reading.missingCount > 0 {
        let marks = reading.missingMarks.map { "\"\($0)\"" }.joined(separator: ", ")
        let missing = "\(Self.cells(reading.missingCount)) \(marks) missing"
        words = "\(words ?? name) with \(missing)"
      }
      if let words { picks.append(words) }
    }
  }

  private func words(for index: Int, from source: String) -> String {
    let name = schemas[index].name
    guard source.hasPrefix("\"") else { return "\(name) \(source)" }
    if let currency = readings[index]?.currency {
      return "\(name) in \(currency.name) from \(source)"
    }
    return readings[index]?.result == .share
      ? "\(name) a share from \(source)" : "\(name) from \(source)"
  }

  private static func cells(_ count: Int) -> String {
    "\(NumberText().text(Quantity(Double(count)))) \(count == 1 ? "cell" : "cells")"
  }

  /// Makes the cells of the columns that the engine reads by itself missing where they do not fit.
  mutating func makeBadCellsMissing() throws(ValueError) {
    guard scan.format == .csv else { return }
    var counts: [NamedScalar] = []
    for index in scan.columns.indices where scan.columns[index].engineType != "VARCHAR" {
      let name = scan.columns[index].name
      let cast = BadCells.cast(to: scan.columns[index].engineType)
      expressions[index] = expressions[index].replacing(
        column: name, with: .call(cast, [.column(name)]))
      counts.append(
        NamedScalar(name, .aggregate(BadCells.count(cast), [.column(name)])))
      scan.columns[index].engineType = "VARCHAR"
    }
    guard !counts.isEmpty else { return }
    let found = try engine.run(.aggregate(.scan(scan), keys: [], measures: counts))
    for (measure, column) in zip(counts, found.columns) {
      guard let count = column.double(at: 0).flatMap({ Int(exactly: $0) }), count > 0 else {
        continue
      }
      warnings.append(
        """
        \(scan.path): \(Self.cells(count)) of `\(measure.name)` did not fit and \
        \(count == 1 ? "is" : "are") missing
        """)
    }
  }
}
