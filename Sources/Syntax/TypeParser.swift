import Diagnostics

extension Parser {
  /// Reads `USD/customer/month`, `Money`, `List<Text>`, `Number?`.
  mutating func type() -> TypeSyntax? {
    let start = current.start
    guard enter() else {
      _ = tooDeep()
      return nil
    }
    defer { depth -= 1 }
    switch current.kind {
    case .word, .sign, .number, .symbol(.percent): break
    default:
      fail(
        .typeForm, "a type is missing here",
        because: "a type is a name such as Money or List<Text>, or a unit such as USD/customer")
      return nil
    }
    let unit = unit()
    var arguments: [TypeSyntax] = []
    if case .name = unit.head, unit.denominators.isEmpty, isAt(.less) {
      arguments = typeArguments()
    }
    let isOptional = take(.question)
    if case .name(let name) = unit.head, unit.denominators.isEmpty {
      let named = Name(name, span: unit.headSpan)
      return TypeSyntax(
        .named(named, arguments: arguments), isOptional: isOptional, span: span(from: start))
    }
    return TypeSyntax(.unit(unit), isOptional: isOptional, span: span(from: start))
  }

  private mutating func typeArguments() -> [TypeSyntax] {
    advance()
    var arguments: [TypeSyntax] = []
    repeat {
      guard let argument = type() else { return arguments }
      arguments.append(argument)
    } while take(.comma)
    if !take(.greater) {
      fail(.typeForm, "`>` is missing after the types in `<…>`")
    }
    return arguments
  }
}
