/// Finds out by arithmetic which labelled rows are sums of the rows beside them.
///
/// A row is one of sums when an amount of it is the sum of its column since an earlier labelled row
/// or the first row, or up to a later one or the last row.
package struct TotalsAudit {
  /// A labelled row.
  package struct Suspect: Sendable, Equatable {
    /// Its number among all rows, from 1, and its line in a text file.
    package var (row, line): (Int, Int)
    /// The cell that is the label.
    package var label: String
    package var likeness: TotalsRow.Likeness
    var cells: [String]

    /// Nil for a row that no report would write.
    package init?(row: Int, line: Int, cells: [String]) {
      guard let likeness = TotalsRow.likeness(cells) else { return nil }
      let label =
        cells.first(where: TotalsLabel.isLabel) ?? cells.first(where: TotalsLabel.isGroupLabel)
      (self.row, self.line, self.label) = (row, line, label ?? "")
      (self.likeness, self.cells) = (likeness, cells)
    }
  }

  /// The columns that have to be added up.
  package let columns: [Int]
  private let suspects: [Suspect]
  private var sums: [ColumnSums]
  /// The sums above each labelled row, and at last those of all rows.
  private var above: [[ColumnSums]] = []
  private var row = 0

  /// How many of the nearest labelled rows are tried as the other end of a sum.
  private static let reach = 64

  /// - Parameter suspects: the labelled rows in the order of the file.
  package init(_ suspects: [Suspect]) {
    self.suspects = suspects
    let width = suspects.map(\.cells.count).max() ?? 0
    columns = (0..<width).filter { column in
      suspects.contains { $0.amount(in: column)?.isZero == false }
    }
    sums = columns.map { _ in ColumnSums() }
  }

  /// Adds the next row of the file; every row is given, also the labelled ones.
  ///
  /// - Parameter cell: the trimmed text of a column's cell.
  package mutating func add(_ cell: (_ column: Int) -> String?) {
    row += 1
    if above.count < suspects.count, suspects[above.count].row == row {
      above.append(sums)
      return
    }
    for (index, column) in columns.enumerated() {
      if let text = cell(column), let amount = Amount(text) { sums[index].add(amount) }
    }
  }

  /// Whether each of the labelled rows is a sum, once all rows were added; a report has other rows
  /// of sums, too.
  package func sumsOfRows(isReport: Bool = false) -> [Bool] {
    let found = suspects.indices.map(rowsSummed)
    let isReport = isReport || found.contains { $0 > 1 }
    return zip(suspects, found).map { suspect, rows in
      // That a single row has the same amount proves little of what may be a name.
      let isName = suspect.likeness != .certain || suspect.label.lowercased() == "total"
      return rows > 1
        || rows == 1 && suspect.likeness != .labelled && (isReport || !isName)
    }
  }

  /// How many rows a labelled row is the sum of; 0 when it is none.
  private func rowsSummed(_ index: Int) -> Int {
    guard above.indices.contains(index) else { return 0 }
    let ends = above + [sums]
    var most = 0
    for other in max(0, index - Self.reach)...min(ends.count - 1, index + Self.reach)
    where other != index {
      let (low, high) = (min(index, other), max(index, other))
      most = max(most, agreement(index, ends[high], minus: ends[low]))
    }
    // From the first row on, and to the last.
    most = max(most, agreement(index, ends[index], minus: columns.map { _ in ColumnSums() }))
    return max(most, agreement(index, sums, minus: ends[index]))
  }

  private func agreement(_ index: Int, _ high: [ColumnSums], minus low: [ColumnSums]) -> Int {
    let suspect = suspects[index]
    var (agreeing, filled, rows, isTelling) = (0, 0, 0, false)
    for (place, column) in columns.enumerated() {
      guard let amount = suspect.amount(in: column), !amount.isZero else { continue }
      filled += 1
      let difference = high[place].minus(low[place])
      guard difference.rows > 0, difference.isNear(amount) else { continue }
      agreeing += 1
      let size = amount.withPoint?.magnitude ?? amount.withComma?.magnitude ?? 0
      isTelling = isTelling || size >= Self.leastWholeProof || size != size.rounded()
      rows = max(rows, difference.rows)
    }
    guard suspect.likeness == .labelled else { return agreeing > 0 ? rows : 0 }
    // Beside other words the label may be a name, and a number agree by chance: of ids that count from
    // 1, the third is the sum of the two before it.
    let isProven =
      agreeing * 2 > filled && (agreeing > 1 || isTelling)
      && suspect.words <= Self.mostWords
    return isProven ? rows : 0
  }

  /// A single whole number proves a sum only from here on.
  private static let leastWholeProof = 100.0
  /// A row of sums names its group and its time, and little else.
  private static let mostWords = 2
}

extension TotalsAudit.Suspect {
  /// The cells with words or days beside the label.
  fileprivate var words: Int {
    cells.count { !TotalsLabel.isLabel($0) && !$0.isEmpty && Amount($0) == nil }
  }

  fileprivate func amount(in column: Int) -> Amount? {
    cells.indices.contains(column) ? Amount(cells[column]) : nil
  }
}
