internal import Diagnostics
internal import Syntax

/// Metrics that are made of each other in a circle.
///
/// The search visits each metric once and keeps its own stack, so that long chains are no danger.
struct MetricCircles {
  private struct Metric {
    let name: Name
    let definition: Span
    /// The names that it is made of, in their order.
    let parts: [Name]
  }

  private var metrics: [String: Metric] = [:]
  private var order: [String] = []

  init(_ statements: [Statement]) {
    for statement in statements {
      guard case .metric(let name, let expression) = statement.kind, metrics[name.text] == nil
      else { continue }
      metrics[name.text] = Metric(
        name: name, definition: expression.span, parts: Self.names(in: expression))
      order.append(name.text)
    }
  }

  /// One message for each circle, at the place where it closes; the first ones, as of other mistakes.
  var diagnostics: [Diagnostic] {
    var found: [Diagnostic] = []
    var finished: Set<String> = []
    for first in order where !finished.contains(first) {
      var path: [(name: String, next: Int)] = [(first, 0)]
      var open: Set<String> = [first]
      while let last = path.last {
        guard let parts = metrics[last.name]?.parts, last.next < parts.count else {
          finished.insert(last.name)
          open.remove(last.name)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let part = parts[last.next]
        guard metrics[part.text] != nil, !finished.contains(part.text) else { continue }
        if open.contains(part.text) {
          if found.count >= Checker.maximumDiagnostics { return found }
          found.append(diagnostic(part, path.map(\.name).drop { $0 != part.text } + [part.text]))
        } else {
          open.insert(part.text)
          path.append((part.text, 0))
        }
      }
    }
    return found
  }

  private func diagnostic(_ part: Name, _ circle: [String]) -> Diagnostic {
    let start = metrics[part.text].map { [Diagnostic.Label($0.definition, "its definition")] } ?? []
    return Diagnostic(
      .recursion, "the metric `\(part.text)` is made of itself", at: part.span, labels: start,
      because: circle.prefix(12).map { "`\($0)`" }.joined(separator: " needs ")
        + (circle.count > 12 ? " …" : "") + ", so it would need its own value before it has one")
  }

  private static func names(in expression: Expression) -> [Name] {
    var names: [Name] = []
    // The height of a tree is limited.
    func visit(_ expression: Expression) {
      if case .name(let name) = expression.kind { names.append(Name(name, span: expression.span)) }
      for child in expression.kind.children { visit(child) }
    }
    visit(expression)
    return names
  }
}
