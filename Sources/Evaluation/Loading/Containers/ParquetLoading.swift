internal import Columns
internal import DelimitedText
internal import Engine
internal import Planning
internal import Units
internal import Values

extension FileLoading {
  /// The columns of a Parquet file, with the units that `save` left in its metadata.
  ///
  /// Its rows of sums are left out where that is asked for: no report is written so.
  func parquet(
    _ path: String, _ identity: FileIdentity, _ totals: TotalsChoice
  ) throws(ValueError) -> FileColumns {
    let found = try engine.parquetColumns(of: path)
    let scan = FileScan(
      path: path, format: .parquet,
      columns: found.map { .init(name: $0.name, engineType: $0.type) }, identity: identity)
    var file = FileColumns(scan: scan, types: found.map { ColumnType(engineName: $0.type) })
    let units = try engine.parquetUnits(of: path)
    if units.count == found.count {
      file.savedTypes = units.map { SavedUnit.type($0, in: UnitCatalogue()) }
    }
    if totals == .drop {
      let rows = try TotalsSearch(scan, totals, engine).find()
      file.leaveOut(rows, numbers: rows.leftOut + rows.counted.map(\.row))
    }
    return file
  }
}
