internal import Diagnostics
internal import Syntax

/// A way of calling something that SQL, Excel, pandas or dplyr has, with what does the same here.
///
/// `table` is the one table of such names, in parts by subject: a mistake made with one of them offers
/// the line with ours. A row says for a given call how its arguments map, in a closure over that call;
/// it gives nil where the call lacks what the line needs.
struct ForeignFunction: Sendable {
  typealias Form = @Sendable (ForeignCall) -> ForeignFix?

  var because: String
  var form: Form

  static func named(_ name: String) -> Self? { table[name.lowercased()] }

  private static let table: [String: Self] = {
    var table: [String: Self] = [:]
    for row in verbs + reshaping + joins + aggregates + windows + values {
      for name in row.names.split(separator: " ") {
        table[String(name)] = Self(because: row.because, form: row.form)
      }
    }
    return table
  }()

  /// One row of the table: names that mean the same, the reason, and the line with ours.
  struct Row: Sendable {
    var names: String
    var because: String
    var form: Form

    init(_ names: String, _ because: String, _ form: @escaping Form) {
      self.names = names
      self.because = because
      self.form = form
    }

    /// The same arguments under another name.
    init(_ names: String, _ because: String, renamed name: String) {
      self.init(names, because) { .call($0.renamed(name)) }
    }
  }
}

/// What stands in the place of a foreign call.
struct ForeignFix: Sendable {
  enum Place: Sendable {
    /// The call alone, without what flows into it.
    case call
    /// The call with what flows into it.
    case whole
    /// The call, in a stage `window` in the place of the stage `add` around it.
    case window
    /// Nowhere in the text: a stage that the person puts where the table is.
    case beside
  }

  var code: String
  var place: Place
  var note = ""
  /// The reason, where the kind of what is given decides it.
  var because: String?

  static func call(_ code: String, note: String = "", because: String? = nil) -> Self {
    Self(code: code, place: .call, note: note, because: because)
  }

  static func whole(_ code: String, note: String = "", because: String? = nil) -> Self {
    Self(code: code, place: .whole, note: note, because: because)
  }

  static func window(_ code: String) -> Self { Self(code: code, place: .window) }

  static func beside(_ code: String, note: String, because: String? = nil) -> Self {
    Self(code: code, place: .beside, note: note, because: because)
  }

  /// No line does the same: a reason alone.
  static func none(_ because: String) -> Self {
    Self(code: "", place: .beside, because: because)
  }
}

extension Checker {
  func foreignFunction(
    _ function: Name, _ foreign: ForeignFunction, _ arguments: [Argument], piped: Checked?,
    _ span: Span, at place: Place
  ) -> Diagnostic {
    let call = ForeignCall(
      checker: self, function: function, piped: piped, arguments: arguments, span: span,
      place: place)
    let fix = foreign.form(call)
    return Diagnostic(
      .unknownFunction, "there is no function `\(function.text)`", at: function.span,
      because: fix?.because ?? foreign.because, helps: fix.map { helps($0, call) } ?? [])
  }

  /// The edit that puts a fix into the text.
  func helps(_ fix: ForeignFix, _ call: ForeignCall) -> [Diagnostic.Help] {
    guard !fix.code.isEmpty else { return [] }
    switch fix.place {
    case .call: return [.init(fix.code, note: fix.note, replacing: call.stage)]
    case .whole:
      let code = isAmongOperators(call.span) ? inParentheses(fix.code) : fix.code
      return [.init(code, note: fix.note, replacing: call.span)]
    case .beside: return [.init(fix.code, note: fix.note)]
    case .window: return windowHelps(fix.code, in: call.stage, at: call.place)
    }
  }

  /// The edit that puts an expression with a window function in the place of another: a stage `add`
  /// around it becomes `window`.
  func windowHelps(_ code: String, in span: Span, at place: Place) -> [Diagnostic.Help] {
    switch place.columns {
    case .windows: return [.init(code, replacing: span)]
    case .none:
      return [.init("window(value: \(code))", note: "a column of a table")]
    case .rows, .groups: break
    }
    guard let verb = place.verb, verb.name.text == "add", verb.span.start <= span.start,
      span.end <= verb.span.end, verb.span.source == span.source
    else { return [.init("window(value: \(code))", note: "a column of the table")] }
    let before = Span(source: span.source, start: verb.name.span.end, end: span.start)
    let after = Span(source: span.source, start: span.end, end: verb.span.end)
    return [.init("window\(text(before))\(code)\(text(after))", replacing: verb.span)]
  }
}
