/// Whether the columns of an index multiply or are added, as far as that was compared.
package struct IndexComparison: Sendable, Equatable {
  /// Root mean square error of periods that were held out, with demand that multiplies; nil where the series
  /// is too short.
  package let multiplied: Double?
  /// The same with the columns added.
  package let added: Double?
  package let isMultiplied: Bool
  /// Whether the form that is not chosen describes the data about as well, so that it is part of the intervals.
  package let isOtherWithinReach: Bool
}

/// The fits with demand that multiplies, and where that is asked those with its columns added.
///
/// Of forms whose least squares are within reach of each other the one is chosen that predicts held-out periods
/// best, as among families. Each form has its own autocorrelation; the squares are of innovations.
struct IndexChoice {
  let fits: FamilyFits
  /// The form that is not chosen.
  let other: FamilyFits?
  let comparison: IndexComparison?

  init(_ question: ResponseQuestion) throws(ResponseError) {
    let fits = try FamilyFits(question)
    guard let best = fits.best, let added = try Self.added(question),
      let bestAdded = added.best
    else {
      (self.fits, other, comparison) = (fits, nil, nil)
      return
    }
    let least = min(fits.leastSquares, added.leastSquares)
    let limit = FamilyFits.limit(least, best.design, question.setting.level)
    let errors = (fits.heldOutError, added.heldOutError)
    let isNearer =
      if let multiplied = errors.0, let plain = errors.1 {
        multiplied <= plain
      } else {
        best.squares <= bestAdded.squares
      }
    let areWithin = (fits.leastSquares <= limit, added.leastSquares <= limit)
    let isMultiplied = areWithin.0 && (isNearer || !areWithin.1)
    (self.fits, other) = isMultiplied ? (fits, added) : (added, fits)
    comparison = IndexComparison(
      multiplied: errors.0, added: errors.1, isMultiplied: isMultiplied,
      isOtherWithinReach: areWithin.0 && areWithin.1)
  }

  /// The fits with the columns added; nil where that is not asked, or they cannot be added.
  private static func added(_ question: ResponseQuestion) throws(ResponseError) -> FamilyFits? {
    guard question.setting.isIndexCompared, question.index.count > 0 else { return nil }
    do {
      return try FamilyFits(question.withIndexAdded)
    } catch .stopped {
      throw .stopped
    } catch {
      return nil
    }
  }
}

extension FamilyFits {
  /// Of all families.
  var leastSquares: Double {
    alternatives.joined().reduce(best?.squares ?? .infinity) { min($0, $1.search.squares) }
  }

  /// Of the chosen families.
  ///
  /// What the last channel was compared by is of them, where it was compared.
  var heldOutError: Double? {
    let compared = alternatives.last?.first { $0.family == families.last }
    return compared?.heldOutError ?? best.flatMap { heldOut(families, $0) }
  }
}
