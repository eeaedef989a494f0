internal import StandardLibrary
internal import Syntax
internal import TypeChecking
internal import Values

/// What may stand in a text that is an argument: one of the values that it can have, or a file.
extension EntryCompletion {
  /// The scripts that the text after `use` may name.
  private func moduleFiles(_ opening: Int) -> Completions? {
    let parts = entry.tokens.dropFirst(opening + 1)
    guard parts.count <= 1, entry.tokens.indices.contains(opening) else { return nil }
    var typed = ""
    if case .characters(let characters)? = parts.first?.kind { typed = characters }
    return Completions(
      entry.tokens[opening].start..<entry.bytes.count, files(startingWith: typed, for: "use"))
  }

  var textCompletions: Completions? {
    let opening = entry.place.opening
    if entry.kind(opening - 1) == .keyword(.use) { return moduleFiles(opening) }
    guard let call = entry.places.dropLast().last, call.expressionStart == opening,
      case .call(let name) = call.kind, let function = Catalogue.named(name),
      let start = entry.tokens.indices.contains(opening) ? entry.tokens[opening].start : nil
    else { return nil }
    // The text has no part that is computed, and stands on one line.
    let parts = entry.tokens.dropFirst(opening + 1)
    guard parts.count <= 1, !entry.bytes[start...].starts(with: "\"\"\"".utf8) else { return nil }
    var typed = ""
    if case .characters(let characters)? = parts.first?.kind { typed = characters }
    let signatures = function.overloads.map(\.signature)
    guard let parameter = signatures.lazy.compactMap({ $0.parameter(at: call) }).first else {
      return nil
    }
    let range = start..<entry.bytes.count
    switch parameter.kind {
    case .choice(let values), .word(let values):
      return Completions(range, values.map { quoted($0, of: parameter) }, startingWith: typed)
    case .value(.text) where parameter.name == "path":
      let isRaw = entry.bytes[start] == UInt8(ascii: "r")
      return Completions(range, isRaw ? [] : files(startingWith: typed, for: name))
    default: return nil
    }
  }
}
