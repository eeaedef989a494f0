package import Diagnostics
internal import Syntax
internal import TypeChecking

/// Every code of the product's messages, for `sales explain CODE`.
package enum DiagnosticCatalogue {
  package static let all: [DiagnosticCode] =
    (DiagnosticCode.syntaxCodes + DiagnosticCode.checkCodes + DiagnosticCode.dataCodes
    + DiagnosticCode.sessionCodes)
    .sorted { $0.rawValue < $1.rawValue }

  package static func named(_ code: String) -> DiagnosticCode? {
    all.first { $0.rawValue == code.uppercased() }
  }
}
