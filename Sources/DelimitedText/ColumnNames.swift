/// The names of a table's columns: those of its header, with each name once.
package struct ColumnNames: Equatable {
  package private(set) var names: [String] = []
  /// Names that more than one column has, with what the later ones are called.
  var duplicates: [(name: String, renamed: String)] = []
  /// What columns without a name are called.
  var unnamed: [String] = []

  package static func == (left: ColumnNames, right: ColumnNames) -> Bool {
    left.names == right.names
  }

  /// - Parameters:
  ///   - header: the cells of the header; none where there is no header.
  ///   - width: how many columns there are.
  /// - Throws: `unnamable` for a name with a NUL.
  init(header: [Field], width: Int) throws(TextFileError) {
    let given = (0..<width).map { index in
      index < header.count
        ? header[index].isQuoted ? header[index].text : header[index].trimmed : ""
    }
    if let column = given.firstIndex(where: { $0.utf8.contains(0) }) {
      throw .unnamable(column: column + 1)
    }
    self.init(given)
  }

  /// - Parameter given: the cells of a header; those without a name are empty.
  package init(_ given: [String]) {
    let taken = Set(given)
    var used: Set<String> = []
    for (index, name) in given.enumerated() {
      var chosen = name
      if name.isEmpty {
        chosen = Self.free("column_\(index + 1)", taken.union(used))
        unnamed.append(chosen)
      } else if used.contains(name) {
        var number = 2
        while taken.contains("\(name)_\(number)") || used.contains("\(name)_\(number)") {
          number += 1
        }
        chosen = "\(name)_\(number)"
        duplicates.append((name, chosen))
      }
      used.insert(chosen)
      names.append(chosen)
    }
  }

  /// What was renamed, as one sentence; nil when nothing was.
  package var sentence: String? {
    var repairs = Repairs()
    repairs.note(self)
    return repairs.sentence
  }

  private static func free(_ name: String, _ taken: Set<String>) -> String {
    var name = name
    while taken.contains(name) { name += "_" }
    return name
  }
}
