package import Diagnostics

/// The mistakes of the command line and of its files.
extension DiagnosticCode {
  package static let unknownOption = DiagnosticCode(
    "E0850", "an option or command that sales does not have",
    page: """
      `sales --help` lists the commands and options. The parameters of a script come after its
      name: `sales run report.sales --month 2026-08`.
      """)

  package static let optionArgument = DiagnosticCode(
    "E0851", "an option without its value, or with one that it does not take",
    page: """
      An option that takes a value is written `--format json` or `--format=json`; the values it
      takes are in `sales --help`. Dates are written `2026-03-01`.
      """)

  package static let laterVersion = DiagnosticCode(
    "E0852", "a part of sales that comes with a later version",
    page: "The option or command has its name already, but not yet its work.")

  package static let unreadableFile = DiagnosticCode(
    "E0853", "a script that cannot be read",
    page: """
      The file does not exist, is a directory, or may not be read. `-` as the name reads the script
      from standard input.
      """)

  package static let unwritableOutput = DiagnosticCode(
    "E0854", "output that could not be written",
    page: """
      Standard output is closed, or what it leads to is full or failed. What was written so far may
      be incomplete, so the exit code is 74.
      """)

  package static let unknownCode = DiagnosticCode(
    "E0855", "a code that no message has",
    page: "The codes stand in the brackets of messages, such as `error[E0850]`.")

  package static let noPage = DiagnosticCode(
    "E0856", "a name that the reference does not have",
    page: """
      `sales doc` takes the name of a function, a unit or a chapter. `sales doc reference` prints
      all of them, and `sales doc commands` what `sales` itself can be asked.
      """)

  package static let unknownCommand = DiagnosticCode(
    "E0857", "a command that the prompt does not have",
    page: "Commands to the prompt begin with `:`; `:help` lists them.")

  package static let commandArgument = DiagnosticCode(
    "E0858", "a command of the prompt that cannot take what stands after it",
    page: "`:help` shows each command with what it takes.")

  package static let ownProgram = DiagnosticCode(
    "E0859", "an editor or pager of your own that did not do its work",
    page: """
      `:edit` starts `$VISUAL`, else `$EDITOR`, else `vi`; long output goes to `$SALES_PAGER`, else
      `$PAGER`, else `less`.
      """)

  package static let unwritableScript = DiagnosticCode(
    "E0860", "a script that cannot be written",
    page: """
      `:save` writes a new file, and does not replace one that is there. `sales fmt` replaces a script
      whole or not at all: its folder must take a new file, and the script must not be write-protected.
      """)

  package static let snapshot = DiagnosticCode(
    "E0865", "a test that shows something other than its snapshot",
    page: """
      What a test shows is compared with what it showed when `sales test --accept FILE` was last run. That is
      kept beside the script: `report.expected` for `report.sales`. Read the change, and accept it when it is
      meant.
      """)

  package static let unwritableSnapshot = DiagnosticCode(
    "E0866", "snapshots that cannot be written",
    page:
      "`sales test --accept FILE` writes `FILE` with the ending `.expected`, in the same folder.")

  /// Every code of the shell, in order.
  package static let shellCodes: [DiagnosticCode] = [
    .unknownOption, .optionArgument, .laterVersion, .unreadableFile, .unwritableOutput,
    .unknownCode, .noPage, .unknownCommand, .commandArgument, .ownProgram, .unwritableScript,
    .snapshot, .unwritableSnapshot,
  ]
}
