import Values

extension FileScan {
  /// The most bytes of one JSON object, which is the whole file where an object holds the rows.
  package static let largestObject = 64 << 20

  /// Reads the objects of a JSON file by the given keys and types only.
  func jsonText(_ path: String) throws(ValueError) -> String {
    let fields = try jsonFields()
    let whole = fields.map { (key: $0.key, type: $0.type) }
    guard let member else { return try Self.jsonText(path, keys: whole) }
    let row = try "STRUCT(\(Self.members(whole)))[]"
    return """
      (
        SELECT unnest(file.\(try SQLQuoting.identifier(member))) AS object
        FROM \(try Self.jsonText(path, keys: [(member, row)])) AS file
      )
      """
  }

  func jsonCell(_ column: Column, alias: String) throws(ValueError) -> String {
    var sql = member == nil ? alias : "\(alias).object"
    for key in column.keys { sql += ".\(try SQLQuoting.identifier(key))" }
    return sql
  }

  /// The outermost keys in the order of the columns, each with its type.
  private func jsonFields() throws(ValueError) -> [(key: String, type: String)] {
    var order: [String] = []
    var plain: [String: String] = [:]
    var inner: [String: [(key: String, type: String)]] = [:]
    for column in columns {
      guard let first = column.keys.first else { continue }
      if plain[first] == nil, inner[first] == nil { order.append(first) }
      let type = try Self.checkedType(column.engineType)
      if column.keys.count > 1 {
        inner[first, default: []].append((column.keys[1], type))
      } else {
        plain[first] = type
      }
    }
    var fields: [(key: String, type: String)] = []
    for key in order {
      if let members = inner[key] {
        fields.append((key, "STRUCT(\(try Self.members(members)))"))
      } else {
        fields.append((key, plain[key] ?? "VARCHAR"))
      }
    }
    return fields
  }

  private static func members(
    _ fields: [(key: String, type: String)]
  ) throws(ValueError) -> String {
    var texts: [String] = []
    for field in fields { texts.append("\(try SQLQuoting.identifier(field.key)) \(field.type)") }
    return texts.joined(separator: ", ")
  }

  private static func jsonText(
    _ path: String, keys: [(key: String, type: String)]
  ) throws(ValueError) -> String {
    var types: [String] = []
    for (key, type) in keys {
      types.append("\(try SQLQuoting.literal(key)): \(try SQLQuoting.literal(type))")
    }
    return """
      read_json(
        \(path),
        columns = {\(types.joined(separator: ", "))},
        maximum_object_size = \(largestObject)
      )
      """
  }
}
