internal import Statistics
internal import Values

/// Says in words why a structural model says nothing about a series.
struct SeriesRefusal {
  private let series: RegularSeries
  private let waves: Int
  private let controls: [String]

  /// `waves` of the controls of the model stand for a year, the others are those named.
  init(_ series: RegularSeries, waves: Int = 0, controls: [String]) {
    (self.series, self.waves, self.controls) = (series, waves, controls)
  }

  func error(_ reason: StructuralError) -> ValueError {
    let name = series.name
    func data(_ message: String, _ because: String, fix: String? = nil, argument: String)
      -> ValueError
    {
      ValueError(
        .data, message, because: because, fixes: fix.map { [.init($0)] } ?? [], argument: argument)
    }
    switch reason {
    case .period(let period, let least, let greatest):
      return ValueError(
        .invalidArgument, "`season:` takes \(least) to \(greatest) periods",
        because: "it is \(period)", fixes: [.init("season: \"none\"")], argument: "season")
    case .tooFew(let observed, let needed, let states, let controls):
      return data(
        "\(name) is too short for this model",
        "\(series.counted(observed)) with a value are left to fit it to; \(states) figures of level and season and \(controls) controls take \(needed)",
        fix: states > 1 ? "season: \"none\"" : nil, argument: states > 1 ? "season" : "of")
    case .constant(let value, let observed):
      return data(
        "\(name) does not vary, so nothing can be told from it",
        "it is \(NumberText().text(.number(value))) in all \(series.counted(observed))",
        argument: "of")
    case .exactFit(let observed):
      return data(
        "nothing is left to chance in \(name)",
        "level, season and controls go through all \(series.counted(observed))", argument: "of")
    case .valueOutOfRange(let position, let value):
      return data(
        "a figure of \(name) is too large", "it is \(value) in \(period(position))", argument: "of")
    case .missingControls(let count, let position, let control):
      return data(
        "the control `\(controlName(control))` is missing in \(series.counted(count))",
        "the first is \(period(position)); a control has to be known wherever the model is fitted or asked",
        argument: "controls")
    case .collinear(let control, _) where control < waves:
      return data(
        "\(name) is too short for the waves of a year", "they look like its level",
        fix: "season: \"none\"", argument: "season")
    case .collinear(let control, let unexplained):
      return data(
        "the control `\(controlName(control))` says nothing of its own",
        "level, season and the controls before it explain \(NumberText().text(.number(((1 - unexplained) * 1e4).rounded() / 100)))% of it",
        argument: "controls")
    case .unobservedSeason(let place, let length):
      return data(
        "\(name) has no value in one of the \(length) places of its season",
        "\(period(place)) and all that are \(length) \(series.grain.rawValue)s apart from it have none",
        fix: "season: \"none\"", argument: "season")
    case .undeterminedState(let observed):
      return data(
        "\(name) does not tell level, drift and season apart",
        "\(series.counted(observed)) have a value", fix: "season: \"none\"", argument: "season")
    case .darkPoint(let position, let points):
      return data(
        "a period of \(name) is outside of it",
        "position \(position) of \(points)", argument: "from")
    case .controlCount, .notComputable:
      return data(
        "the model cannot be computed for \(name)",
        "its figures or controls differ too much in size", argument: "of")
    }
  }

  private func controlName(_ control: Int) -> String {
    controls.indices.contains(control - waves) ? ".\(controls[control - waves])" : "of the year"
  }

  private func period(_ position: Int) -> String {
    series.period(position).map { "\($0)" } ?? "position \(position)"
  }
}
