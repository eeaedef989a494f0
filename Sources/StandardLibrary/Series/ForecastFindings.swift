internal import Statistics
internal import Units
internal import Values

/// What is said of a forecast beside its rows: the model, and how it did on the end of the series.
struct ForecastFindings {
  private(set) var notes: [Note] = []
  /// The model with its variances, for `explain`.
  let model: String

  init(
    _ series: RegularSeries, _ forecast: SeriesForecast, _ held: HeldOutForecast?,
    _ measure: Measure
  ) {
    let name = series.key.cells.isEmpty ? "" : "\(series.name): "
    let fit = forecast.fit
    let text = NumberText()
    func deviation(_ part: StructuralPart) -> String {
      text.text(.number(fit.variances[part].squareRoot()))
    }
    var words =
      "\(name)\(forecast.model.words(series.grain)); standard deviations: noise \(deviation(.irregular)), "
      + "steps of the level \(deviation(.level))"
    if forecast.model.structural.slope == .random {
      words += ", of the slope \(deviation(.slope))"
    }
    model = words
    if !fit.isConverged {
      notes.append(
        Note(.warning, "\(name)the search for the variances did not come to an end at a maximum"))
    }
    guard let held, let errors = held.errors else {
      notes.append(
        Note(
          .warning, "\(name)the series is too short to hold out an end of it and test the model"))
      return
    }
    let count = series.counted(held.actual.count)
    let ours = text.text(Quantity(errors.forecast, measure))
    let naive = text.text(Quantity(errors.naive, measure))
    let season =
      forecast.model.cycle > 1
      ? "the values of \(series.counted(forecast.model.cycle)) before" : "the last value"
    let covered = held.heldCount
    notes.append(
      Note(
        errors.forecast <= errors.naive ? .note : .warning,
        "\(name)the last \(count) were held out: the forecast was off by \(ours) on average, repeating \(season) "
          + "by \(naive); the intervals held \(covered.held) of \(covered.all)"))
  }
}
