/// A dictionary whose earlier forms stay in use while it grows: names in reach, line after line.
///
/// Entries stand in layers, the newest last, each larger than the one after it; a layer that has
/// become as large as the one before is merged with it. So n additions copy O(n log n) entries in
/// all, where copies of one plain dictionary would copy n²/2, and a look-up visits O(log n) layers.
/// Source: Bentley & Saxe 1980, Journal of Algorithms 1:301, "the binary transform".
package struct LayeredDictionary<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private var layers: [[Key: Value]]

  package init(_ entries: [Key: Value] = [:]) { layers = entries.isEmpty ? [] : [entries] }

  /// The newest value of a key.
  package subscript(key: Key) -> Value? {
    for layer in layers.reversed() {
      if let value = layer[key] { return value }
    }
    return nil
  }

  /// The dictionary with one more entry, which hides an earlier one of the same key.
  package func adding(_ key: Key, _ value: Value) -> Self {
    var result = self
    var newest = [key: value]
    while let last = result.layers.last, last.count <= newest.count {
      newest = last.merging(newest) { _, new in new }
      result.layers.removeLast()
    }
    result.layers.append(newest)
    return result
  }

  /// The keys, in no order.
  package var keys: Set<Key> { layers.reduce(into: []) { $0.formUnion($1.keys) } }
}
