import Foundation
import StandardLibrary
import Testing
import Values

/// The list of functions against the files in which they are declared.
@Suite struct CatalogueTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/StandardLibrary")

  /// The names that the files declare: `Function(` and the text that follows it.
  private static func declaredNames() throws -> [String] {
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    var names: [String] = []
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for match in text.matches(of: /= Function\(\s*"(\w+)"/) { names.append(String(match.1)) }
    }
    return names
  }

  @Test("every declared function is in the catalogue, once")
  func complete() throws {
    let names = Catalogue.functions.map(\.name)
    #expect(names.sorted() == (try Self.declaredNames()).sorted())
    #expect(Set(names).count == names.count)
  }

  @Test("every function can be found, tells what it does, and points only at functions")
  func declarations() {
    for function in Catalogue.functions {
      #expect(Catalogue.named(function.name)?.name == function.name)
      #expect(!function.summary.isEmpty, "\(function.name)")
      #expect(!function.overloads.isEmpty, "\(function.name)")
      for other in function.seeAlso {
        #expect(Catalogue.named(other) != nil, "\(function.name) points at \(other)")
      }
    }
  }

  @Test("parameters of one signature have names of their own, the optional ones last")
  func parameters() {
    for function in Catalogue.functions {
      for overload in function.overloads {
        let names = overload.signature.parameters.map(\.name)
        #expect(Set(names).count == names.count, "\(function.name)")
      }
    }
  }
}
