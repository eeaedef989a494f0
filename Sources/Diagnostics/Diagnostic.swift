/// One message for the person at the keyboard: what, where, why, and the line that fixes it.
///
/// A diagnostic is data. One renderer (in Terminal) turns it into text, so that every message of
/// the product has the same form.
package struct Diagnostic: Error, Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable { case error, warning, note }

  /// A second place in the source that explains the first.
  package struct Label: Hashable, Sendable {
    package var span: Span
    package var text: String

    package init(_ span: Span, _ text: String) {
      self.span = span
      self.text = text
    }
  }

  /// A way out: valid code, with what it gives, and the edit that puts it there.
  package struct Help: Hashable, Sendable {
    package var code: String
    package var note: String
    package var replacing: Span?

    package init(_ code: String, note: String = "", replacing: Span? = nil) {
      self.code = code
      self.note = note
      self.replacing = replacing
    }
  }

  package var code: DiagnosticCode
  package var severity: Severity
  package var message: String
  package var span: Span?
  package var label: String
  package var labels: [Label]
  package var because: String?
  package var helps: [Help]

  package init(
    _ code: DiagnosticCode, _ message: String, at span: Span? = nil, label: String = "",
    labels: [Label] = [], because: String? = nil, helps: [Help] = [], severity: Severity = .error,
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.span = span
    self.label = label
    self.labels = labels
    self.because = because
    self.helps = helps
  }
}
