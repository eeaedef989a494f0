/// The profile likelihood interval of a nonlinear parameter, on the scale of the search.
struct ParameterProfile {
  let value: Double
  /// nil where the squares do not reach the limit within the bounds.
  let low: Double?
  let high: Double?
  let standardError: Double?
  let bound: BoundEnd?
  /// How many points were evaluated for it.
  let evaluations: Int

  init(_ search: ResponseSearch, parameter: Int, limit: Double) {
    var search = search
    let optimum = search.point
    let value = optimum[parameter]
    let range = search.design.bounds[parameter]
    self.value = value
    let error = search.error(ofParameter: parameter)
    standardError = error
    bound = value <= range.lowerBound ? .lower : value >= range.upperBound ? .upper : nil
    let least = search.squares
    let before = search.evaluations
    search.fixedParameter = parameter
    var point = optimum

    func squares(_ value: Double) -> Double {
      var best = Double.infinity
      var bestPoint = point
      for start in search.design.models.count == 1 ? [point, optimum] : [point] {
        var next = start
        next[parameter] = value
        search.evaluate(at: next)
        search.descend(ProfileEnd.alone)
        if search.squares < best { (best, bestPoint) = (search.squares, search.point) }
      }
      point = bestPoint
      return best
    }

    func end(_ wall: Double) -> Double? {
      point = optimum
      return ProfileEnd.find(
        from: value, first: ProfileEnd.guess(from: value, towards: wall, error: error), wall: wall,
        least: least, limit: limit, squares)
    }
    low = end(range.lowerBound)
    high = end(range.upperBound)
    evaluations = search.evaluations - before
  }
}
