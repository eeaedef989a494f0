/// The profile likelihood interval of a nonlinear parameter, on the scale of the search.
struct ParameterProfile {
  let value: Double
  /// nil where the squares do not reach the limit within the bounds.
  let low: Double?
  let high: Double?
  let standardError: Double?
  let bound: BoundEnd?

  init(_ search: ResponseSearch, parameter: Int, limit: Double) {
    var search = search
    let optimum = search.point
    let value = optimum[parameter]
    let range = search.design.bounds[parameter]
    self.value = value
    let error = search.error(ofParameter: parameter)
    standardError = error
    let width = range.upperBound - range.lowerBound
    let isNear = 1e-6 * width
    if value - range.lowerBound <= isNear {
      bound = .lower
    } else {
      bound = range.upperBound - value <= isNear ? .upper : nil
    }
    let least = search.squares
    search.fixedParameter = parameter
    var point = optimum

    func squares(_ value: Double) -> Double {
      var best = Double.infinity
      var bestPoint = point
      for start in search.design.models.count == 1 ? [point, optimum] : [point] {
        var next = start
        next[parameter] = value
        search.evaluate(at: next)
        search.descend(mostSteps: 40, tolerance: 1e-7)
        if search.squares < best { (best, bestPoint) = (search.squares, search.point) }
      }
      point = bestPoint
      return best
    }

    func end(_ wall: Double) -> Double? {
      point = optimum
      let room = wall - value
      let length = min(2 * (error ?? .infinity), room.magnitude / 2)
      return ProfileEnd.find(
        from: value, first: value + Double(signOf: room, magnitudeOf: length), wall: wall,
        least: least, limit: limit, squares)
    }
    low = end(range.lowerBound)
    high = end(range.upperBound)
  }
}
