extension Column {
  /// Some rows of a column, one after the other.
  ///
  /// - Parameter rows: Rows of the column; those outside of it are left out.
  /// - Returns: A column of the same type with these cells.
  package func slice(_ rows: Range<Int>) -> Column {
    let rows = rows.clamped(to: 0..<count)
    let storage: Storage =
      switch storage {
      case .booleans(let cells): .booleans(Array(cells[rows]))
      case .integers(let cells): .integers(Array(cells[rows]))
      case .doubles(let cells): .doubles(Array(cells[rows]))
      case .texts(let cells): .texts(cells.slice(rows))
      case .days(let cells): .days(Array(cells[rows]))
      case .microseconds(let cells): .microseconds(Array(cells[rows]))
      }
    return Column(type: type, storage: storage, validity: Validity(rows.lazy.map { isValid($0) }))
  }
}
