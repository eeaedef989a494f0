internal import Columns
internal import Engine
internal import Planning
internal import Units
internal import Values

/// Finds what the columns of a file hold, beyond what the engine took them for.
///
/// The first rows tell which columns are worth a look. Only of those all cells are counted, so a file
/// of plain numbers, ISO days and names costs no more than its first rows.
struct ColumnReadings {
  let scan: FileScan
  let schemas: [ColumnSchema]
  let request: LoadRequest
  let engine: EngineAccess
  /// What is wanted of a column; columns that are left as they are have none.
  let demands: [Int: CellEvidence.Demand]
  /// Whether rows are counted that are labelled as sums.
  var hasLabelledRows = false

  struct Found {
    var readings: [Int: ColumnReading] = [:]
    /// Columns that the engine took for numbers or days, and that are text.
    var texts: [Int] = []
    /// Columns whose first rows have times with a zone and times without.
    var mixedZones: [Int] = []
  }

  func find() throws(ValueError) -> Found {
    let format = try DateFormat.family(request.dates)
    let counting = CellCounting(scan: scan, engine: engine)
    let screen = try counting.screen(demands.keys.sorted())
    let mixedZones = demands.keys.sorted().filter { column in
      screen[column].map { $0.withZone > 0 && $0.withoutZone > 0 } ?? false
    }
    var candidates = demands.keys.sorted().filter { isCandidate($0, screen[$0]) }
    guard !candidates.isEmpty else { return Found(mixedZones: mixedZones) }
    func families(_ column: Int) -> [CellFamily] {
      CellCounting.families(isDateRole: demands[column] == .date, format: format)
    }
    var census = try counting.census(
      candidates, rows: CellCounting.sampleRows, families: families)
    if census.rows >= CellCounting.sampleRows {
      candidates = candidates.filter { column in
        demand(column) != .none || census.columns[column].map(mayBeRead) ?? false
      }
      guard !candidates.isEmpty else { return Found(mixedZones: mixedZones) }
      census = try counting.census(candidates, rows: nil, families: families)
    }
    let file = fileEvidence(census, screen)
    var found = Found(mixedZones: mixedZones)
    for column in candidates {
      guard let cells = census.columns[column] else { continue }
      let evidence = CellEvidence(
        name: schemas[column].name, column: column, census: cells,
        demand: demand(column, screen[column]),
        statedCurrency: statedCurrency(column),
        families: families(column),
        request: request, counting: counting, file: file)
      if var reading = try reading(evidence) {
        // What no cell has need not be looked for.
        reading.forms.formIntersection(cells.counts.keys.flatMap(\.forms))
        note(missing: cells, in: &reading)
        found.readings[column] = reading
      } else if cells.count(of: NumberForms.longDigits) > 0 || isTextByHeader(column)
        || (type(column).isTime && !hasISODates)
      {
        found.texts.append(column)
      }
    }
    return found
  }

  private func demand(_ column: Int) -> CellEvidence.Demand { demands[column] ?? .none }

  private func type(_ column: Int) -> Columns.ColumnType {
    ColumnType(engineName: scan.columns[column].engineType)
  }

  /// Words that the engine takes for days, such as `epoch`, are bad cells.
  private func demand(_ column: Int, _ screen: CellScreen?) -> CellEvidence.Demand {
    let given = demand(column)
    guard given == .none, let screen, screen.words > 0 else { return given }
    return type(column).isTime ? .date : .none
  }

  private func statedCurrency(_ column: Int) -> NamedUnit? {
    let schema = schemas[column]
    let given = request.units.first { $0.name == schema.name || $0.name == schema.role }
    return given?.measure.unit.currency
  }

  /// Whether the first rows leave it open that a column is more than what it was taken for.
  private func isCandidate(_ column: Int, _ screen: CellScreen?) -> Bool {
    guard let screen else { return false }
    switch type(column) {
    case .text:
      return demand(column) != .none || (screen.texts == 0 && screen.present > 0)
    case .date, .instant:
      return screen.words > 0 || !hasISODates
    case .integer, .double, .decimal:
      if demand(column) == .date || isTextByHeader(column) { return true }
      if screen.longDigits > 0 { return true }
      if request.decimal == "," { return screen.withPoint + screen.withThreeDecimals > 0 }
      return request.decimal == nil && screen.withPoint == 0 && screen.withThreeDecimals > 0
    case .boolean, .other: return false
    }
  }

  private var hasISODates: Bool {
    (scan.dateFormat ?? "%Y-%m-%d") == "%Y-%m-%d"
      && (scan.timestampFormat ?? "%Y-%m-%d").hasPrefix("%Y-%m-%d")
  }

  private func isTextByHeader(_ column: Int) -> Bool {
    IdentifierHeaders.contains(schemas[column].name)
  }

  private func mayBeRead(_ census: CellCensus) -> Bool {
    census.present > 0 && census.count { $0.forms.isEmpty } == 0
  }

  private func fileEvidence(
    _ census: CellCounting.Counted, _ screen: [Int: CellScreen]
  ) -> FileEvidence {
    var file = FileEvidence(
      hasSemicolons: scan.format == .csv && scan.delimiter == ";",
      hasLabelledRows: hasLabelledRows)
    for (column, cells) in census.columns where mayBeRead(cells) || demand(column) != .none {
      file.pointCount += cells.count(of: NumberForms.point, alone: true)
      file.commaCount += cells.count(of: NumberForms.comma, alone: true)
      file.dayFirstCount += cells.count(of: DateForms.dayFirst, alone: true)
      file.monthFirstCount += cells.count(of: DateForms.monthFirst, alone: true)
    }
    for (column, cells) in screen where census.columns[column] == nil && type(column).isNumeric {
      file.pointCount += cells.withPoint
    }
    return file
  }

  private func reading(_ evidence: CellEvidence) throws(ValueError) -> ColumnReading? {
    let census = evidence.census
    if isTextByHeader(evidence.column) { return nil }
    let numbers = census.count(where: NumberReading.isNumber)
    let dates = census.count(where: DateReading.isDate)
    switch evidence.demand {
    case .date: return try DateReading(evidence: evidence).reading()
    case .number, .share: return try NumberReading(evidence: evidence).reading()
    case .none: break
    }
    guard census.present > 0 else { return nil }
    if dates == census.present { return try DateReading(evidence: evidence).reading() }
    guard numbers == census.present else { return nil }
    let isPlain = !census.counts.keys.contains { key in
      !key.isMissing && (key.mark != "" || key.forms != [NumberForms.whole])
    }
    // Text of plain digits in a file that has types of its own was meant as text.
    if isPlain, scan.format != .csv { return nil }
    if type(evidence.column).isNumeric, request.decimal == nil, !evidence.file.readsCommas {
      return nil
    }
    return try NumberReading(evidence: evidence).reading()
  }

  private func note(missing census: CellCensus, in reading: inout ColumnReading) {
    let missing = census.counts.filter { $0.key.isMissing }
    reading.missingCount = missing.reduce(0) { $0 + $1.value }
    reading.missingMarks = missing.keys.map(\.mark).sorted()
  }
}

extension Columns.ColumnType {
  fileprivate var isTime: Bool { self == .date || self == .instant }
}

/// Headers of columns whose digits are no amounts: numbers of telephones and codes of places.
enum IdentifierHeaders {
  private static let words: Set<String> = [
    "phone", "phone_number", "telephone", "tel", "mobile", "fax", "telefon", "telefono",
    "téléphone",
    "zip", "zip_code", "zipcode", "postal_code", "postcode", "plz", "postleitzahl", "posta_kodu",
    "code_postal", "código_postal", "codigo_postal", "cap", "kod_pocztowy", "iban",
  ]

  static func contains(_ header: String) -> Bool {
    words.contains(RoleResolution.normalized(header))
  }
}
