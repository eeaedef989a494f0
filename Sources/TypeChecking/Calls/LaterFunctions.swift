/// Functions that the language has and this version does not: a call says so, and suggests no other.
enum LaterFunctions {
  static let names: Set<String> = ["plot", "reduce", "retention"]
}
