package import Diagnostics

extension DiagnosticCode {
  /// Every code of this module, in the order of the codes.
  package static let syntaxCodes: [DiagnosticCode] = [
    .encoding, .strayCharacter, .unclosedText, .escape, .numberForm, .thousandsComma,
    .numberTooLarge, .dateForm, .dateNotReal, .operandMissing, .unexpected, .unclosedBracket,
    .chainedComparison, .stageNotCall, .assignment, .foreignOperator, .foreignWord, .foreignQuote,
    .signPlace, .unitAlone, .unitMissing, .callOfValue, .positionalAfterNamed, .recordForm,
    .tableForm, .branchForm, .missingWithin, .isWithoutMissing, .interpolation, .statementForm,
    .nameMissing, .reservedName, .typeForm, .blockResult, .sourceTooLarge, .lineTooLong,
    .tooManyTokens, .tooDeep, .nameTooLong,
  ]
}
