internal import Diagnostics
internal import StandardLibrary
internal import Units
package import Values

/// The pages that `sales doc NAME` finds.
package struct Manual: Sendable {
  private let chapters: [ReferenceChapter]
  private let headers: RoleHeaders

  /// A manual of the language's chapters, with the known headers of roles, and further chapters.
  package init(adding further: [ReferenceChapter] = [], headers: RoleHeaders = .builtIn) {
    self.headers = headers
    chapters = ReferenceChapter.language(headers) + further
  }

  /// Everything of this name: a function, a unit, a chapter; nil when nothing has it.
  ///
  /// Some names are both function and unit, such as `month`.
  package func page(named name: String) -> String? {
    var blocks: [String] = []
    if let function = Catalogue.named(name) { blocks.append(ReferencePage(function).markdown()) }
    if let unit = UnitCatalogue().named(name) {
      blocks.append("## \(unit.name), a unit\n\n\(Self.sentence(unit))\n")
    }
    if let chapter = chapters.first(where: { $0.name == name }) { blocks.append(chapter.markdown) }
    if name == RoleChapters.roles.name {
      blocks += RoleChapters.tables(headers).map(\.markdown)
    }
    return blocks.isEmpty ? nil : blocks.joined(separator: "\n")
  }

  /// What there is: the functions of each category with what they do, and the other chapters.
  package var contents: String {
    var blocks: [String] = []
    for category in Function.Category.allCases {
      let lines = Catalogue.functions.filter { $0.category == category }
        .map { "- `\($0.name)`: \($0.summary)" }
      blocks.append("## \(category.rawValue)\n\n\(lines.joined(separator: "\n"))\n")
    }
    let lines = chapters.map { "- `\($0.name)`: \($0.title)" }
    blocks.append("## Chapters\n\n\(lines.joined(separator: "\n"))\n")
    return blocks.joined(separator: "\n")
  }

  /// The names nearest to one that has no page.
  package func suggestions(for name: String) -> [String] {
    Suggestion.nearest(
      to: name,
      among: Catalogue.functions.map(\.name) + chapters.map(\.name) + UnitCatalogue().spellings)
  }

  /// The names of the chapters.
  package var topics: [String] { chapters.map(\.name) }

  /// The whole reference as one page of the handbook.
  package var reference: String {
    let head = """
      # Reference

      Every function, unit, role, option and message of this version, made of their declarations.

      ## Overview

      `sales doc NAME` prints the part of one function, unit or chapter. Each example is run by a test.
      In the calls, `?` marks an argument that may be left out, and `…` stands for any number of them.


      """
    return head + chapters.map(\.markdown).joined(separator: "\n")
  }

  private static func sentence(_ unit: NamedUnit) -> String {
    let spellings = ([unit.plural] + unit.aliases).filter { $0 != unit.name }
    let also = spellings.isEmpty ? "" : ", also written \(spellings.joined(separator: ", "))"
    return "\(unit.summary)\(also)"
  }
}
