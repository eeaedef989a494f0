internal import Statistics
internal import Values

extension JourneyLog {
  /// What makes a result small or empty: no touches, no purchases, purchases that no path leads to, which are
  /// `untouched` in the result.
  func gaps(
    _ request: AttributionRequest, untouched place: String = "no path leads to them"
  ) -> [Note] {
    guard hasTimes else { return [] }
    func rows(_ table: String) -> Int { rowsUsed.first { $0.table == table }?.count ?? 0 }
    var notes: [Note] = []
    if rows("touches") == 0 {
      notes.append(Note(.warning, "no touch has a person and a time, so there is no path"))
    }
    if rows("conversions") == 0 {
      notes.append(Note(.warning, "no purchase has a person and a time, so all paths lead to none"))
    }
    let (touched, untouched) = purchases(resets: request.resets)
    guard untouched > 0 else { return notes }
    notes.append(
      Note(
        .warning,
        "\(NumberText().text(.number(untouched))) \(untouched == 1 ? "purchase" : "purchases") had no touch "
          + "before \(untouched == 1 ? "it" : "them")"
          + (request.window.map { _ in " within the window" } ?? "") + ": \(place)"))
    if rows("touches") > 0, touched == 0 {
      notes.append(
        Note(
          .warning,
          "as no purchase has a touch before it, both tables may name their persons differently, or "
            + "the touches may be later"))
    }
    return notes
  }

  private func purchases(resets: Bool) -> (touched: Double, untouched: Double) {
    var (touched, untouched) = (0.0, 0.0)
    for group in groups {
      for journey in 0..<group.journeys.count where !group.worths[journey].isEmpty {
        let persons = group.journeys.persons[journey]
        for path in group.journeys.paths(of: journey, resets: resets) where path.isConverted {
          if path.touches.isEmpty { untouched += persons } else { touched += persons }
        }
      }
    }
    return (touched, untouched)
  }
}
