/// The search for the global minimum: from grids, channel by channel, then over all parameters.
enum ResponseStart {
  /// How many starts of a single channel are followed to their minimum.
  private static let finalists = 4
  private static let candidates = 12
  /// Up to so many channels together are begun with in several ways.
  private static let few = 4

  /// - Parameters:
  ///   - design: rows and channels.
  ///   - target: the projected outcome.
  ///   - grids: one for each channel.
  ///   - index: the parameters of the index from which the search begins, at which the grids are; the middle of
  ///     their bounds where there are none.
  /// - Returns: the search at its end.
  /// - Complexity: grids of some hundred points for each channel, some dozen steps of the search.
  static func search(
    _ design: ResponseDesign, _ target: [Double], _ grids: [ChannelGrid], index: [Double]? = nil
  ) -> ResponseSearch {
    var centre = design.bounds.map { ($0.lowerBound + $0.upperBound) / 2 }
    if let index { centre.replaceSubrange((centre.count - index.count)..., with: index) }
    var search = ResponseSearch(design, target: target, from: centre)
    if design.models.count == 1 {
      single(&search, grids[0])
    } else {
      several(&search, grids)
    }
    return search
  }

  /// The parameters of an index by the base alone.
  static func index(_ design: ResponseDesign, _ target: [Double]) -> [Double] {
    guard design.hasIndex else { return [] }
    var search = ResponseSearch(
      design.baseAlone, target: target, from: [Double].zeros(design.index.count))
    search.descend()
    return search.point
  }

  private static func single(_ search: inout ResponseSearch, _ grid: ChannelGrid) {
    let index = search.index
    let gains = grid.gains(grid.products(search.goal), level: grid.level(search.goal))
    // The best point of each cell, so that candidates are far apart.
    var best: [Int: Int] = [:]
    for place in gains.indices {
      let cell = grid.cells[place]
      if let other = best[cell], gains[other] >= gains[place] { continue }
      best[cell] = place
    }
    let starts = best.values.sorted { gains[$0] != gains[$1] ? gains[$0] > gains[$1] : $0 < $1 }
    follow(&search, starts.prefix(candidates).map { grid.points[$0] + index })
  }

  /// Follows starts some steps, and the best of them to their minimum, where the search is in the end.
  private static func follow(_ search: inout ResponseSearch, _ starts: [[Double]]) {
    var found: [(squares: Double, point: [Double])] = []
    for start in starts {
      search.evaluate(at: start)
      search.descend(mostSteps: 10, tolerance: 1e-6)
      found.append((search.squares, search.point))
    }
    found.sort { $0.squares < $1.squares }
    var winner: (squares: Double, point: [Double])?
    for start in found.prefix(finalists) {
      search.evaluate(at: start.point)
      search.descend()
      if search.squares < winner?.squares ?? .infinity { winner = (search.squares, search.point) }
    }
    if let winner { search.evaluate(at: winner.point) }
  }

  private static func several(_ search: inout ResponseSearch, _ grids: [ChannelGrid]) {
    var starts = [swept(search, grids)]
    if grids.count <= few {
      // Channels that share much have several minima: each is once the first to explain, and more starts are
      // spread over all.
      starts += grids.indices.map { swept(search, grids, inTurnFrom: $0) }
      starts += SpreadPoints.within(search.design.bounds, count: candidates)
    }
    follow(&search, starts)
    jump(&search, grids)
    search.descend()
  }

  /// Where each channel explains what the others leave, thrice over all.
  ///
  /// - Parameters:
  ///   - search: at the point from which it goes.
  ///   - grids: one for each channel.
  ///   - first: channel from which each sees those before it; without one all see the others as the sweep
  ///     found them.
  /// - Returns: the point.
  private static func swept(
    _ search: ResponseSearch, _ grids: [ChannelGrid], inTurnFrom first: Int? = nil
  ) -> [Double] {
    var search = search
    var point = search.point
    for number in 0..<3 {
      for place in grids.indices {
        let channel = (place + (first ?? 0)) % grids.count
        let isAlone = number == 0 && (first == nil || place == 0)
        let rest = search.rest(without: channel, isAlone: isAlone)
        let gains = grids[channel].gains(
          grids[channel].products(rest), level: grids[channel].level(rest))
        guard let best = gains.indices.max(by: { gains[$0] < gains[$1] }) else { continue }
        point.replaceSubrange(
          search.design.parameters(ofChannel: channel), with: grids[channel].points[best])
        if first != nil { search.evaluate(at: point) }
      }
      if first == nil { search.evaluate(at: point) }
    }
    return point
  }

  /// Each channel may jump to where its grid is better than its place.
  private static func jump(_ search: inout ResponseSearch, _ grids: [ChannelGrid]) {
    var grids = grids
    if search.design.hasIndex {
      grids = grids.indices.map { ChannelGrid(search.design, channel: $0, basis: search.basis) }
    }
    for _ in 0..<2 {
      var hasMoved = false
      for channel in grids.indices {
        let rest = search.rest(without: channel)
        let all = ColumnProducts.product(rest, 0, rest, 0, search.design.rowCount)
        let gains = grids[channel].gains(
          grids[channel].products(rest), level: grids[channel].level(rest))
        guard let best = gains.indices.max(by: { gains[$0] < gains[$1] }),
          all - gains[best] < search.squares * (1 - 1e-6)
        else { continue }
        let (before, squares) = (search.point, search.squares)
        var next = before
        next.replaceSubrange(
          search.design.parameters(ofChannel: channel), with: grids[channel].points[best])
        search.evaluate(at: next)
        search.descend(mostSteps: 60, tolerance: 1e-8)
        if search.squares < squares { hasMoved = true } else { search.evaluate(at: before) }
      }
      if !hasMoved { break }
    }
    search.descend()
  }
}

extension ResponseSearch {
  /// What the other channels leave of the target.
  func rest(without channel: Int, isAlone: Bool = false) -> [Double] {
    if isAlone { return goal }
    var rest = residuals
    let start = start(ofChannel: channel)
    for row in rest.indices { rest[row] += sizes[channel] * columns[start + row] }
    if design.basis.isBounded {
      // Where the base is free it takes up its coordinate; here it is still to be had.
      let level = design.rowCount
      rest[level] = goal[level]
      for other in sizes.indices where other != channel {
        rest[level] -= sizes[other] * columns[self.start(ofChannel: other) + level]
      }
    }
    return rest
  }
}
