import Testing

/// Expects two numbers to agree within a relative tolerance.
func expectAgreement(
  _ actual: Double?, _ expected: Double, within tolerance: Double = 1e-12,
  sourceLocation: SourceLocation = #_sourceLocation,
) {
  guard let actual else {
    Issue.record("no value, expected \(expected)", sourceLocation: sourceLocation)
    return
  }
  let difference = (actual - expected).magnitude
  #expect(
    difference <= tolerance * expected.magnitude,
    "\(actual) differs from \(expected) by \(difference)", sourceLocation: sourceLocation,
  )
}
