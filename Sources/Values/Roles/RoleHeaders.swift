/// The headers by which the roles of tables are known: the user's own, the roles' names, and those of
/// the files in the folder `Headers`, in this order.
package struct RoleHeaders: Sendable {
  /// What a header is known as.
  package struct Claim: Hashable, Sendable {
    package var table: String
    /// Nil for a header that only shows what the table is.
    package var role: String?
    /// The lower is preferred; equal for spellings of one header.
    package var rank: Int
  }

  /// In the order of preference.
  package let lines: [RoleFile.Line]
  private var claims: [String: [Claim]] = [:]

  /// - Parameter own: what the user adds, which goes before what is built in.
  package init(own: [RoleFile.Line] = []) {
    lines = own + Self.builtInLines
    for line in own { add(line) }
    for table in TableRole.all {
      for role in table.roles {
        claim(role.name, Claim(table: table.name, role: role.name, rank: ranks))
      }
    }
    for line in Self.builtInLines { add(line) }
  }

  package static let builtIn = RoleHeaders()

  /// The files of the folder `Headers`, by name: the first is preferred.
  package static let files: [(name: String, bytes: [UInt8])] = [
    ("english.txt", PackageResources.english_txt),
    ("programs.txt", PackageResources.programs_txt),
    ("german.txt", PackageResources.german_txt),
    ("french.txt", PackageResources.french_txt),
    ("spanish.txt", PackageResources.spanish_txt),
    ("italian.txt", PackageResources.italian_txt),
    ("polish.txt", PackageResources.polish_txt),
    ("turkish.txt", PackageResources.turkish_txt),
    ("azerbaijani.txt", PackageResources.azerbaijani_txt),
    ("chinese.txt", PackageResources.chinese_txt),
  ]

  private static let builtInLines = files.flatMap { file in
    RoleFile(String(decoding: file.bytes, as: UTF8.self), group: file.name).lines
  }

  /// What a header is known as, one claim for each kind of table that knows it.
  package func claims(on header: String) -> [Claim] {
    let text = HeaderText(header)
    let exact = text.key.isEmpty ? [] : claims[text.key] ?? []
    guard let short = text.keyWithoutUnit, let others = claims[short] else { return exact }
    return exact + others.filter { other in !exact.contains { $0.table == other.table } }
  }

  private var ranks = 0

  private mutating func add(_ line: RoleFile.Line) {
    for header in line.headers {
      ranks += 1
      claim(header, Claim(table: line.table, role: line.role, rank: ranks))
    }
  }

  private mutating func claim(_ header: String, _ claim: Claim) {
    let text = HeaderText(header)
    for key in [text.key] + text.plainKeys
    where !claims[key, default: []].contains(where: { $0.table == claim.table }) {
      claims[key, default: []].append(claim)
    }
  }
}
