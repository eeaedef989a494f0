extension [Double] {
  /// So many zeros: space to be filled, or sums to begin with.
  static func zeros(_ count: Int) -> [Double] { [Double](repeating: 0, count: count) }
}
