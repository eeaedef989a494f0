/// A column of a table: cells of one type, some of which may be missing.
///
/// A missing cell has a place in the storage (0, false or an empty text) that stands for nothing.
/// Accessors answer nil for a missing cell, for a row outside of the column, and for a column of
/// another kind.
package struct Column: Sendable, Equatable {
  /// The cells, by the layout that they share.
  package enum Storage: Sendable, Equatable {
    case booleans([Bool])
    case integers([Int64])
    case doubles([Double])
    case texts(TextBuffer)
    /// Days since 1970-01-01.
    case days([Int32])
    /// Microseconds since 1970-01-01 00:00 UTC.
    case microseconds([Int64])
  }

  package let type: ColumnType
  package let storage: Storage
  package let validity: Validity

  /// A column of cells that lie in `storage`.
  ///
  /// - Parameters:
  ///   - type: The type of the cells; it must be one that `storage` can hold.
  ///   - storage: The cells, with a place also for those that are missing.
  ///   - validity: Which rows hold a value, one entry a row of `storage`.
  package init(type: ColumnType, storage: Storage, validity: Validity) {
    self.type = type
    self.storage = storage
    self.validity = validity
  }

  package var count: Int { validity.count }
  package var missingCount: Int { validity.missingCount }

  package func isValid(_ row: Int) -> Bool { validity[row] }

  /// A number of any kind as a double.
  package func double(at row: Int) -> Double? {
    guard validity[row] else { return nil }
    switch storage {
    case .doubles(let values): return values[row]
    case .integers(let values): return Double(values[row])
    case .booleans, .texts, .days, .microseconds: return nil
    }
  }

  /// A whole number.
  package func integer(at row: Int) -> Int64? {
    guard validity[row], case .integers(let values) = storage else { return nil }
    return values[row]
  }

  package func bool(at row: Int) -> Bool? {
    guard validity[row], case .booleans(let values) = storage else { return nil }
    return values[row]
  }

  package func text(at row: Int) -> String? {
    guard validity[row], case .texts(let texts) = storage else { return nil }
    return texts[row]
  }

  /// The UTF-8 bytes of a text, without a copy.
  package func utf8(at row: Int) -> ArraySlice<UInt8>? {
    guard validity[row], case .texts(let texts) = storage else { return nil }
    return texts.utf8(row)
  }

  /// A date as days since 1970-01-01.
  package func day(at row: Int) -> Int? {
    guard validity[row], case .days(let values) = storage else { return nil }
    return Int(values[row])
  }

  /// A moment as microseconds since 1970-01-01 00:00 UTC.
  package func microseconds(at row: Int) -> Int64? {
    guard validity[row], case .microseconds(let values) = storage else { return nil }
    return values[row]
  }

  /// All numbers as doubles, with 0 where a cell is missing: only `validity` tells which.
  ///
  /// The result is never NaN. It is empty for a column that does not hold numbers. O(1) for doubles.
  package func doubles() -> [Double] {
    switch storage {
    case .doubles(let values): values
    case .integers(let values): values.map(Double.init)
    case .booleans, .texts, .days, .microseconds: []
    }
  }
}

// MARK: - Columns from lists of cells

extension Column {
  package init(booleans cells: [Bool?]) {
    self.init(
      type: .boolean, storage: .booleans(cells.map { $0 ?? false }), validity: Self.validity(cells)
    )
  }

  package init(integers cells: [Int64?]) {
    self.init(
      type: .integer, storage: .integers(cells.map { $0 ?? 0 }), validity: Self.validity(cells))
  }

  /// A column of doubles; a cell that is NaN counts as missing.
  package init(doubles cells: [Double?]) {
    let numbers = cells.map { cell in cell.flatMap { $0.isNaN ? nil : $0 } }
    self.init(
      type: .double, storage: .doubles(numbers.map { $0 ?? 0 }), validity: Self.validity(numbers))
  }

  package init(texts cells: [String?]) {
    self.init(
      type: .text, storage: .texts(TextBuffer(cells.map { $0 ?? "" })),
      validity: Self.validity(cells))
  }

  /// A column of dates, each as days since 1970-01-01.
  package init(days cells: [Int32?]) {
    self.init(type: .date, storage: .days(cells.map { $0 ?? 0 }), validity: Self.validity(cells))
  }

  /// A column of moments, each as microseconds since 1970-01-01 00:00 UTC.
  package init(microseconds cells: [Int64?]) {
    self.init(
      type: .instant, storage: .microseconds(cells.map { $0 ?? 0 }),
      validity: Self.validity(cells))
  }

  private static func validity<Cell>(_ cells: [Cell?]) -> Validity {
    Validity(cells.lazy.map { $0 != nil })
  }
}
