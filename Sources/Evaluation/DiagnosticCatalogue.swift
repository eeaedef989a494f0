package import Diagnostics
import Syntax

/// Every code that a session's messages may have, in order: what `sales explain` reads.
package enum DiagnosticCatalogue {
  package static let all: [DiagnosticCode] = DiagnosticCode.syntaxCodes
}
