package import Units
package import Values

extension CallTypes {
  /// The column, list or value of an argument as a column: for a list the type of its elements, for
  /// a plain column its role too.
  package func column(_ name: String) -> ColumnSchema? {
    switch arguments[name] {
    case .value(.list(let element), _): ColumnSchema(name, element)
    case .value(let type, _): ColumnSchema(name, type)
    case .columns(let columns): columns.first
    default: nil
    }
  }

  /// The measure of an argument that holds numbers; a plain number where nothing is known.
  package func measure(_ name: String) -> Measure { column(name)?.type.measure ?? .number }

  /// True when the argument was given.
  package func has(_ name: String) -> Bool { arguments[name] != nil }

  /// The type of a number that was made of these arguments: an estimate when one of them is, and
  /// not known when one of them is not known.
  package func numberType(of names: [String], measure: Measure) -> Type {
    let types = names.compactMap { column($0)?.type }
    if types.contains(where: \.isUnknown) { return .unknown }
    return types.contains(where: \.isEstimate) ? .estimate(measure) : .measure(measure)
  }

  /// The factor that takes the magnitude of one argument to the measure of another.
  ///
  /// Throws when the two measure different things.
  package func factor(of name: String, to other: String) throws(ValueError) -> Double {
    let (mine, theirs) = (measure(name), measure(other))
    guard let type = column(name)?.type, type.measure != nil, column(other)?.type.measure != nil
    else { return 1 }
    do {
      return try MeasureArithmetic.comparison(theirs, mine, strict: isStrict).factor
    } catch {
      var mistake = ValueError(
        .invalidArgument, "`\(name)` is in \(mine), which cannot be compared with \(theirs)",
        because: "both sides must measure the same thing", argument: name)
      mistake.mismatch = ValueError.Mismatch(given: mine, wanted: theirs)
      throw mistake
    }
  }

  /// The unit that a count of a column has: `customer` for the id of customers.
  package func countedUnit(_ name: String) -> NamedUnit? {
    column(name)?.countedUnit.flatMap { UnitCatalogue().named($0) }
  }
}
