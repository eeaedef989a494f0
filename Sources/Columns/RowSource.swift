/// Rows that are made when they are asked for: a table that is a formula.
///
/// Any range of rows can be made alone, in any order, on any thread, and always with the same
/// cells. The engine reads such a source as it reads a file, a few thousand rows at a time.
package protocol RowSource: Sendable {
  /// What tells its content from every other source's; a query names the source by it.
  ///
  /// Two sources of one key have the same rows. It holds letters, digits and punctuation of ASCII.
  var key: String { get }
  var columns: [ColumnDescription] { get }
  /// How many rows there are; the first call may take time.
  var rowCount: Int { get }
  /// Makes some columns of some rows.
  ///
  /// - Parameters:
  ///   - rows: A range within `0..<rowCount`.
  ///   - wanted: Indices of columns; each is within `columns`.
  /// - Returns: One column for each wanted one, with a cell for each row and of the type described.
  func make(_ rows: Range<Int>, columns wanted: [Int]) -> [Column]
}
