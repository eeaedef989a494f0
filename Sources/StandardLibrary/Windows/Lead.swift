import Planning
import Values

extension Function {
  package static let lead = Function(
    "lead", .windows, "The value of the row after, or of the one n rows after.",
    overloads: [RowShift(name: "lead", direction: 1).overload],
    definition:
      "Inside of `window`. The last n rows of a group have none, and it is missing there.",
    examples: [
      Example(
        "let t = table {\n  x\n  3\n  5\n  4\n}\n(t | window(next: lead(.x))).next",
        gives: "[5, 4, missing]")
    ],
    seeAlso: ["lag", "window"])
}
