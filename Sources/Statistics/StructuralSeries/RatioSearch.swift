/// Seeks the ratios of variances that are likeliest, zeros among them.
///
/// Newton's method begins at the best point of a grid that is the same for every series, and at the best of
/// those with other variances at zero, so the result depends on nothing but the data. A variance that falls
/// towards zero is tried at zero, and one at zero is tried off it.
struct RatioSearch {
  private let series: StructuralSeries
  private let kind: StructuralLikelihoodKind

  /// Ratios of standard deviations to that of the irregular where searches begin, beside zero.
  private static let ratios = [0.02, 0.1, 0.5, 2.0]
  private static let slopeRatios = [0.001, 0.01, 0.1, 0.5]
  /// Below this ratio zero is tried.
  private static let floor = logarithm(0.01)
  /// A variance at zero is tried at this ratio.
  private static let release = logarithm(0.02)

  init(_ series: StructuralSeries, _ kind: StructuralLikelihoodKind) {
    self.series = series
    self.kind = kind
  }

  private struct Start {
    var ratios: LogRatios
    var point: [Double]
    var value = -Double.infinity
  }

  /// The likeliest of what the searches found; nil where nothing has a likelihood.
  var best: (LogRatios, NewtonSearch)? {
    let starts = grid
    var best: (LogRatios, NewtonSearch)?
    guard let first = Self.likeliest(of: starts) else { return nil }
    let others = starts.filter { $0.ratios.zeros != first.ratios.zeros }
    for start in [first, Self.likeliest(of: others)].compactMap(\.self) {
      let found = climb(from: start)
      if best.map({ found.1.value > $0.1.value + 1e-8 }) ?? true { best = found }
    }
    return best
  }

  /// The best point of the grid alone, with its variances relative to a scale: near enough for a first look.
  var start: StructuralVariances? {
    Self.likeliest(of: grid).map { $0.ratios.variances(at: $0.point) }
  }

  /// The first of the likeliest; nil where none has a likelihood.
  private static func likeliest(of starts: [Start]) -> Start? {
    starts.filter(\.value.isFinite).reduce(nil) { best, start in
      best.map { $0.value >= start.value } ?? false ? best : start
    }
  }

  private var grid: [Start] {
    var starts = [Start(ratios: LogRatios(series.model), point: [])]
    for part in starts[0].ratios.parts.dropFirst() {
      let values = part == .slope ? Self.slopeRatios : Self.ratios
      starts = starts.flatMap { start in
        var zero = start
        zero.ratios.zeros.insert(part)
        return [zero]
          + values.map { Start(ratios: start.ratios, point: start.point + [logarithm($0)]) }
      }
    }
    for place in starts.indices {
      starts[place].value = series.concentrated(
        starts[place].ratios, starts[place].point, kind)
    }
    return starts
  }

  private func search(_ ratios: LogRatios, _ point: [Double], floor: Double) -> NewtonSearch {
    NewtonSearch(from: point, in: LogRatios.range, floor: floor) {
      series.concentrated(ratios, $0, kind)
    }
  }

  /// Climbs from a start; every round takes one variance to zero or off it, or is the last.
  private func climb(from start: Start) -> (LogRatios, NewtonSearch) {
    var ratios = start.ratios
    var found = search(ratios, start.point, floor: Self.floor)
    for _ in 0..<(4 * ratios.parts.count) {
      if let (fewer, better) = withoutOne(ratios, found) {
        (ratios, found) = (fewer, better)
      } else if found.drifting != nil {
        found = search(ratios, found.point, floor: -.infinity)
      } else if let (more, better) = withOneMore(ratios, found) {
        (ratios, found) = (more, better)
      } else {
        break
      }
    }
    return (ratios, found)
  }

  /// One more variance at zero, where that is at least as likely.
  private func withoutOne(
    _ ratios: LogRatios, _ found: NewtonSearch
  ) -> (LogRatios, NewtonSearch)? {
    let present = ratios.variances(at: found.point)
    let left = ratios.parts.filter { !ratios.zeros.contains($0) }
    guard left.count > 1 else { return nil }
    let tolerance = 1e-10 * max(1, found.value.magnitude)
    let largest = left.map { present[$0] }.max() ?? 1
    // Whatever is above a ratio of 1 to 10 is at a maximum of its own.
    for part in left.sorted(by: { present[$0] < present[$1] })
    where present[part] < 0.01 * largest {
      var fewer = ratios
      fewer.zeros.insert(part)
      let start = fewer.coordinates(of: present)
      guard series.concentrated(fewer, start, kind) >= found.value - tolerance else { continue }
      let better = search(fewer, start, floor: Self.floor)
      if better.value >= found.value - tolerance { return (fewer, better) }
    }
    return nil
  }

  /// One variance less at zero, where that is likelier.
  private func withOneMore(
    _ ratios: LogRatios, _ found: NewtonSearch
  ) -> (LogRatios, NewtonSearch)? {
    let present = ratios.variances(at: found.point)
    for part in ratios.parts where ratios.zeros.contains(part) && part != .irregular {
      var more = ratios
      more.zeros.remove(part)
      var variances = present
      variances[part] = exponential(2 * Self.release) * present[more.unit]
      let start = more.coordinates(of: variances)
      guard series.concentrated(more, start, kind) > found.value + 1e-8 else { continue }
      let better = search(more, start, floor: -.infinity)
      if better.value > found.value + 1e-8 { return (more, better) }
    }
    return nil
  }
}
