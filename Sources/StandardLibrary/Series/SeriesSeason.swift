internal import Statistics
internal import Values

/// A series without its season.
struct SeriesSeason {
  /// The figures less the season; NaN where there is none.
  let values: [Double]
  /// What was taken out, in words; nil where nothing was.
  let words: String?

  /// Takes out the season that a structural model finds.
  ///
  /// A season that nobody asked for and that the series does not tell is left in.
  ///
  /// Errors: the refusal of a season that was asked for.
  init(_ series: RegularSeries, _ request: SeriesModelRequest) throws(ValueError) {
    let model = try SeriesModel(
      request, series, observed: series.values.count { !$0.isNaN })
    guard model.structural.period > 1 || model.waves > 0 else {
      (values, words) = (series.values, nil)
      return
    }
    do {
      let prepared = try model.prepared(
        series, controls: [], count: series.values.count, dark: [])
      let fit = try StructuralFit(prepared)
      let parts = try StructuralComponents(prepared, fit.variances)
      values = series.values.indices.map { position in
        series.values[position] - parts.season[position] - parts.controls[position]
      }
      words =
        model.structural.period > 1
        ? "a season of \(series.counted(model.structural.period))" : "the waves of a year"
    } catch let refusal as ValueError where request.season != nil {
      throw refusal
    } catch {
      (values, words) = (series.values, nil)
    }
  }
}
