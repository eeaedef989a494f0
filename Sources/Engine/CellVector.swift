import CEngine

/// A run of cells that lie one after the other, and the bits that tell which of them are there.
@safe struct CellVector {
  let data: UnsafeRawPointer
  let validity: UnsafePointer<UInt64>?
  let count: Int

  /// Calls `body` with the value of each cell, and with nil for a cell that is missing.
  ///
  /// `Cell` must be the type that the cells have in memory.
  @inline(__always)
  func forEach<Cell: BitwiseCopyable>(as _: Cell.Type, _ body: (Cell?) -> Void) {
    let stride = MemoryLayout<Cell>.stride
    for row in 0..<count {
      guard isValid(row) else {
        body(nil)
        continue
      }
      // The engine promises less alignment than a 128-bit number wants.
      body(unsafe data.loadUnaligned(fromByteOffset: row * stride, as: Cell.self))
    }
  }

  func isValid(_ row: Int) -> Bool {
    guard let validity = unsafe validity else { return true }
    return unsafe validity[row >> 6] & (1 << UInt64(row & 63)) != 0
  }

  /// The UTF-8 bytes of a row that holds a text.
  func text(_ row: Int) -> UnsafeRawBufferPointer {
    let cell = unsafe data + row * MemoryLayout<engine_text>.stride
    let length = unsafe cell.load(as: UInt32.self)
    // Up to twelve bytes lie in the cell itself, behind their length.
    let bytes =
      unsafe length <= 12
      ? cell + 4 : cell.load(fromByteOffset: 8, as: UnsafeRawPointer.self)
    return unsafe UnsafeRawBufferPointer(start: bytes, count: Int(length))
  }
}
