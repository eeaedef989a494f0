/// Where the columns of a table go in the width there is.
///
/// The first of these that has room: all side by side, with long text cut; intervals on a line of
/// their own below the values; blocks of columns one after another, each with the columns that say
/// what a row is about.
struct TableLayout {
  /// Intervals stand below their values, not beside them.
  var isStacked = false
  /// The columns of each block, by index.
  var blocks: [[Int]]
  /// The width that each column is drawn with.
  var widths: [Int]
  /// Columns that are not drawn, since they would take more than `mostBlocks`.
  var hidden: [Int] = []

  /// Blocks beyond these are no table any more that anyone reads.
  static let mostBlocks = 8
  static let gap = 2

  /// A layout in `width`; nil for no limit.
  init(_ columns: [TableColumnText], width: Int?) {
    let all = Array(columns.indices)
    blocks = [all]
    widths = columns.map { $0.naturalWidth(isStacked: false) }
    guard let width, Self.total(widths) > width else { return }
    for isStacked in [false, true] {
      let least = columns.map { $0.leastWidth(isStacked: isStacked) }
      guard Self.total(least) <= width else { continue }
      self.isStacked = isStacked
      widths = columns.map { min(width, $0.naturalWidth(isStacked: isStacked)) }
      shrink(all, to: least, in: width)
      return
    }
    fold(columns, width)
  }

  /// Makes blocks: the keys in each, and as many other columns as have room, at least one.
  private mutating func fold(_ columns: [TableColumnText], _ width: Int) {
    var keys = columns.indices.filter { columns[$0].isKey }
    if keys.isEmpty, columns.first?.isNumeric == false { keys = [0] }
    let keyWidth = { (least: [Int]) in Self.total(keys.map { least[$0] }) + Self.gap }
    var least = columns.map { $0.leastWidth(isStacked: false) }
    let widest = columns.indices.filter { !keys.contains($0) }.map { least[$0] }.max() ?? 0
    isStacked = keyWidth(least) + widest > width
    least = columns.map { min(width, $0.leastWidth(isStacked: isStacked)) }
    widths = columns.map { min(width, $0.naturalWidth(isStacked: isStacked)) }
    blocks = []
    var block: [Int] = []
    for column in columns.indices where !keys.contains(column) {
      if !block.isEmpty, Self.total((keys + block + [column]).map { least[$0] }) > width {
        blocks.append(block)
        block = []
      }
      block.append(column)
    }
    blocks.append(block)
    hidden = blocks.dropFirst(Self.mostBlocks).flatMap { $0 }
    // Keys that leave no room for a figure are shown once, on their own.
    let isRepeated = keyWidth(least) + (least.max() ?? 0) <= width || keyWidth(least) * 2 < width
    blocks = blocks.prefix(Self.mostBlocks).map { isRepeated ? keys + $0 : $0 }
    if !isRepeated { blocks.insert(keys, at: 0) }
    for block in blocks { shrink(block, to: least, in: width) }
  }

  /// Narrows the widest columns of a block, one after another, until it fits.
  private mutating func shrink(_ block: [Int], to least: [Int], in width: Int) {
    while Self.total(block.map { widths[$0] }) > width,
      let widest = block.filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] })
    { widths[widest] -= 1 }
  }

  /// The width of columns side by side.
  static func total(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + gap * max(0, widths.count - 1)
  }
}
