import Planning
import StandardLibrary
import Units
import Values

/// Random columns over the rows of a group.
extension RandomRelations {
  mutating func addWindow(to pair: inout Pair) throws {
    let old = pair.columns
    let partition = (0..<random(3)).map { _ in
      expression(pick(Kind.allCases), old, depth: 1)
    }
    let order = (0..<random(3)).map { _ in
      SortKey(expression(pick(Kind.allCases), old, depth: 1), descending: random(2) == 0)
    }
    var columns: [Window.Column] = []
    for number in 0...random(3) {
      let name = "w\(number)"
      if old.contains(where: { $0.name == name }) { continue }
      let (operation, arguments, kind) = try windowColumn(old)
      columns.append(Window.Column(name, operation, arguments))
      pair.columns.append(Column(name: name, kind: kind))
    }
    let window = Window(partition: partition, order: order, columns: columns)
    pair.local = .window(pair.local, window)
    pair.engine = .window(pair.engine, window)
  }

  private mutating func windowColumn(
    _ columns: [Column]
  ) throws -> (Window.Column.Operation, [ScalarExpression], Kind) {
    let kind = pick(Kind.allCases)
    switch random(7) {
    case 0:
      let shift = try Self.operation(
        pick([Function.lag, .lead]), settings: ["n": .number(Double(1 + random(3)))])
      return (.ordered(shift), [expression(kind, columns, depth: 1)], kind)
    case 1:
      let rank = try Self.operation(
        .rank, words: ["ties": pick(["lowest", "mean", "dense", "order"])])
      return (.ordered(rank), [expression(kind, columns, depth: 1)], .number)
    case 2, 3:
      // A mean is no exact number, of which a later sum would show the order of its rows.
      let aggregate = pick(["sum", "min", "max", "count"])
      let isMoving = random(2) == 0
      let operation = try Self.operation(
        isMoving ? .moving : .running, words: ["aggregate": aggregate],
        settings: [
          "n": .number(Double(1 + random(3))), "partial": .bool(random(2) == 0),
        ])
      return (.ordered(operation), [expression(.number, columns, depth: 1)], .number)
    case 4: return (.ordered(.rowNumber), [], .number)
    case 5:
      return (.whole(Self.first), [expression(kind, columns, depth: 1)], kind)
    default:
      let operation = pick([Self.sum, Self.count])
      return (.whole(operation), [expression(.number, columns, depth: 1)], .number)
    }
  }

  /// The operation of a window function on plain numbers.
  static func operation(
    _ function: Function, words: [String: String] = [:], settings: [String: Value] = [:],
  ) throws -> WindowOperation {
    let catalogue = UnitCatalogue()
    var types = CallTypes(
      arguments: ["values": .value(.number, constant: nil)], isStrict: false,
      dollar: catalogue.dollar,
      describeFile: { _ throws(ValueError) in throw ValueError(.data, "no files here") })
    for (name, word) in words { types.arguments[name] = .word(word) }
    for overload in function.overloads {
      guard case .window(let make) = overload.signature.form else { continue }
      return try make(types).bind(settings)
    }
    throw ValueError(.invalidArgument, "\(function.name) is no window function")
  }
}
