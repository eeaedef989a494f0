/// A stable code of the product's messages, with the page that `sales explain CODE` shows.
///
/// The first digit is the kind: 01 text and grammar, 02 names, 03 units and types, 04 tables and
/// columns, 05 data, 06 evaluation, 07 limits, 08 the command line and files.
package struct DiagnosticCode: Hashable, Sendable {
  package let rawValue: String
  package let title: String
  package let page: String

  /// Declares a code; the page is Markdown without a heading.
  package init(_ rawValue: String, _ title: String, page: String) {
    self.rawValue = rawValue
    self.title = title
    self.page = page
  }

  package static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }
  package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
