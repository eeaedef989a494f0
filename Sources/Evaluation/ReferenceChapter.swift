internal import StandardLibrary
internal import Units
package import Values

/// A chapter of the reference in Markdown, made of declarations alone.
package struct ReferenceChapter: Sendable {
  /// What `sales doc` calls it.
  package let name: String
  package let title: String
  package let text: String

  package init(_ name: String, _ title: String, text: String) {
    self.name = name
    self.title = title
    self.text = text
  }

  /// A table with one row for each list of cells; a bar in a cell is escaped.
  package init(
    _ name: String, _ title: String, intro: String, head: [String], rows: [[String]],
    end: String = ""
  ) {
    let table = Self.table(head: head, rows: rows)
    self.init(name, title, text: intro + "\n\n" + table + (end.isEmpty ? "" : "\n\n" + end))
  }

  /// The chapter under a heading of its own, which stands above headings of level 3.
  package var markdown: String { "## \(title)\n\n\(text)\n" }

  /// The language's own chapters, in the order of the reference.
  package static func language(_ headers: RoleHeaders) -> [ReferenceChapter] {
    Function.Category.allCases.map(functions) + [units, cells, RoleChapters.roles]
      + RoleChapters.tables(headers)
  }

  /// The functions of one category.
  private static func functions(of category: Function.Category) -> ReferenceChapter {
    let pages = Catalogue.functions.filter { $0.category == category }.map { function in
      var page = ReferencePage(function).markdown(headingLevel: 3)
      page.removeLast()
      return page
    }
    return ReferenceChapter(
      "\(category)", category.rawValue, text: pages.joined(separator: "\n\n"))
  }

  private static let units = ReferenceChapter(
    "units", "Units",
    intro: """
      Singular, plural and abbreviation are the same unit. `unit store` declares a count of a
      script's own; `currency AUD` says which currency `$` is.
      """,
    head: ["unit", "also written", "meaning"],
    rows: UnitCatalogue.builtIn.map { unit in
      let spellings = ([unit.plural] + unit.aliases).filter { $0 != unit.name }
      return [code(unit.name), spellings.map(code).joined(separator: " "), unit.summary]
    })

  private static func code(_ text: String) -> String { "`\(text)`" }

  private static func table(head: [String], rows: [[String]]) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let bodies = rows.map { row in
      line(
        row.map {
          $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
        })
    }
    return ([line(head), "|" + head.map { _ in "---|" }.joined()] + bodies).joined(separator: "\n")
  }
}
