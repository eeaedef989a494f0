internal import Columns
internal import Planning
internal import Values

extension Relation {
  /// The files that a relation reads.
  var scans: [FileScan] {
    switch self {
    case .scan(let scan): [scan]
    case .local, .generated: []
    case .filter(let input, _), .project(let input, _), .aggregate(let input, _, _),
      .groupingSets(let input, _, _, _), .sort(let input, _), .limit(let input, _),
      .distinct(let input, _), .window(let input, _):
      input.scans
    case .join(let left, let right, _): left.scans + right.scans
    case .append(let parts): parts.flatMap(\.scans)
    }
  }

  /// The sources whose rows are made on demand.
  var generated: [any RowSource] {
    switch self {
    case .generated(let source): [source]
    case .scan, .local: []
    case .filter(let input, _), .project(let input, _), .aggregate(let input, _, _),
      .groupingSets(let input, _, _, _), .sort(let input, _), .limit(let input, _),
      .distinct(let input, _), .window(let input, _):
      input.generated
    case .join(let left, let right, _): left.generated + right.generated
    case .append(let parts): parts.flatMap(\.generated)
    }
  }

  /// The same relation with each scan replaced.
  func replacingScans(_ replace: (FileScan) -> FileScan) -> Relation {
    switch self {
    case .scan(let scan): .scan(replace(scan))
    case .local, .generated: self
    case .filter(let input, let condition): .filter(input.replacingScans(replace), condition)
    case .project(let input, let columns): .project(input.replacingScans(replace), columns)
    case .aggregate(let input, let keys, let measures):
      .aggregate(input.replacingScans(replace), keys: keys, measures: measures)
    case .groupingSets(let input, let keys, let sets, let measures):
      .groupingSets(input.replacingScans(replace), keys: keys, sets: sets, measures: measures)
    case .sort(let input, let keys): .sort(input.replacingScans(replace), keys)
    case .limit(let input, let count): .limit(input.replacingScans(replace), count)
    case .distinct(let input, let names): .distinct(input.replacingScans(replace), by: names)
    case .join(let left, let right, let join):
      .join(left.replacingScans(replace), right.replacingScans(replace), join)
    case .window(let input, let window): .window(input.replacingScans(replace), window)
    case .append(let parts): .append(parts.map { $0.replacingScans(replace) })
    }
  }

  /// True when some of its sources are files and some are in memory.
  var isMixed: Bool { !isLocal && hasLocalSource }

  /// True when the engine runs it as one query.
  var runsInEngine: Bool { !isLocal && !isMixed }

  /// The same relation with every largest part that reads only files run by `fetch` and kept in
  /// memory.
  func fetchingFiles(
    _ fetch: (Relation) throws(ValueError) -> LocalTable
  ) throws(ValueError) -> Relation {
    if isLocal { return self }
    if !hasLocalSource { return .local(try fetch(self)) }
    switch self {
    case .scan, .local, .generated: return self
    case .filter(let input, let condition):
      return .filter(try input.fetchingFiles(fetch), condition)
    case .project(let input, let columns):
      return .project(try input.fetchingFiles(fetch), columns)
    case .aggregate(let input, let keys, let measures):
      return .aggregate(try input.fetchingFiles(fetch), keys: keys, measures: measures)
    case .groupingSets(let input, let keys, let sets, let measures):
      return .groupingSets(
        try input.fetchingFiles(fetch), keys: keys, sets: sets, measures: measures)
    case .sort(let input, let keys): return .sort(try input.fetchingFiles(fetch), keys)
    case .limit(let input, let count): return .limit(try input.fetchingFiles(fetch), count)
    case .distinct(let input, let names):
      return .distinct(try input.fetchingFiles(fetch), by: names)
    case .window(let input, let window):
      return .window(try input.fetchingFiles(fetch), window)
    case .join(let left, let right, let join):
      return .join(try left.fetchingFiles(fetch), try right.fetchingFiles(fetch), join)
    case .append(let parts):
      var fetched: [Relation] = []
      for part in parts { fetched.append(try part.fetchingFiles(fetch)) }
      return .append(fetched)
    }
  }
}
