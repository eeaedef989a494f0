import Planning
import Values

extension Function {
  package static let lag = Function(
    "lag", .windows, "The value of the row before, or of the one n rows before.",
    overloads: [RowShift(name: "lag", direction: -1).overload],
    definition:
      "Inside of `window`. The first n rows of a group have none, and it is missing there.",
    examples: [
      Example(
        "let t = table {\n  x\n  3\n  5\n  4\n}\n(t | window(change: .x - lag(.x))).change",
        gives: "[missing, 2, -1]")
    ],
    seeAlso: ["lead", "window"])
}
