/// What the program's exit codes mean: `--help` and the reference read this list.
struct ExitCode: Sendable {
  let code: String
  let meaning: String

  static let all: [ExitCode] = [
    ExitCode(code: "0", meaning: "success"),
    ExitCode(code: "1", meaning: "a statement failed when run"),
    ExitCode(code: "2", meaning: "wrong usage"),
    ExitCode(code: "3", meaning: "mistakes found before running"),
    ExitCode(
      code: "4",
      meaning: "a check failed, or `fmt --check` found a script that is not in its layout"),
    ExitCode(code: "5", meaning: "data or a script could not be read"),
    ExitCode(code: "74", meaning: "output could not be written"),
    ExitCode(code: "130", meaning: "interrupted"),
    ExitCode(code: "141", meaning: "the reader of the output went away"),
  ]
}
