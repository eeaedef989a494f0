/// Why compressed bytes cannot be unpacked.
package struct CompressionError: Error, Hashable, Sendable {
  /// The end of a sentence: "it ends too early".
  package let reason: String

  package init(_ reason: String) { self.reason = reason }

  static let tooShort = CompressionError("it ends too early")
  static let invalid = CompressionError("its compressed bytes are damaged")
}
