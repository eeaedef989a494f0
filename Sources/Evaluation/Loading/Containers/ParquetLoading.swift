internal import Columns
internal import Engine
internal import Planning
internal import Units
internal import Values

extension FileLoading {
  /// The columns of a Parquet file, with the units that `save` left in its metadata.
  func parquet(_ path: String, _ identity: FileIdentity) throws(ValueError) -> FileColumns {
    let found = try engine.parquetColumns(of: path)
    let scan = FileScan(
      path: path, format: .parquet,
      columns: found.map { .init(name: $0.name, engineType: $0.type) }, identity: identity)
    var file = FileColumns(scan: scan, types: found.map { ColumnType(engineName: $0.type) })
    let units = try engine.parquetUnits(of: path)
    if units.count == found.count {
      file.savedTypes = units.map { SavedUnit.type($0, in: UnitCatalogue()) }
    }
    return file
  }
}
