internal import Values

/// The chapters of the reference on the kinds of tables: their roles and the known headers.
enum RoleChapters {
  /// What is common to all kinds of tables.
  static let roles = ReferenceChapter(
    "roles", "Roles of columns",
    text: """
      The functions of sales take columns by the part that they play: the cost of a spend, the start
      of a customer. `load` finds them by their headers, tells what the rows are where the headers
      make that certain, and says in a line what it took. `as:` always wins: `load("costs.csv", as:
      spend)`; `as: none` gives no roles.

      A column plays a role when an argument names it (`cost: .paid`), when it has exactly the
      role's name, or when its header is known; of several headers the one that stands first here
      counts. Letter case, spaces and punctuation do not count in a header, nor does a currency at
      its end, as in `Cost (USD)`; marks on letters may be left out. Two columns of one header are a
      tie: the line of `load` says so, and neither has the role.

      The rows are certain to be of one kind when each role that is needed has a column, and either
      the headers hold as much evidence as two that no other kind knows; or as much as one, and two
      thirds of the columns play a role; or all of at least three columns do. A header that several
      kinds know is shared evenly among them. Each other kind must have less evidence, by one header;
      or this is the only kind of which every column has exactly the name of a role.

      Your own headers go before these. They stand in `roles.txt` in the folder
      `$XDG_CONFIG_HOME/sales`, else `~/.config/sales`, one role a line, with the word `mark` for
      headers that play no role but show what the rows are:

      ```
      # the exports of our billing
      [Billing]
      spend cost: Net paid, Gross paid
      customers started: Contract begin
      spend mark: Media plan
      ```

      A line that cannot be used is left out and said, with its number. A file beside a script is not
      read: a script says `as:` and names columns by argument.
      """)

  /// The chapter of each kind of table.
  static func tables(_ headers: RoleHeaders) -> [ReferenceChapter] {
    TableRole.all.map { chapter($0, headers) }
  }

  private static func chapter(_ table: TableRole, _ headers: RoleHeaders) -> ReferenceChapter {
    let lines = headers.lines.filter { $0.table == table.name }
    let known = table.roles.map { role in
      item(role.name, lines.filter { $0.role == role.name })
    }
    let marks = item("no role", lines.filter { $0.role == nil })
    return ReferenceChapter(
      table.name, "Tables of \(table.name)",
      intro: "`load(…, as: \(table.name))`: \(table.summary).", head: ["role", "meaning"],
      rows: table.roles.map { role in
        ["`\(role.name)`", role.summary + (role.isOptional ? "" : "; needed")]
      },
      end: "Known headers:\n\n" + (known + [marks]).compactMap { $0 }.joined(separator: "\n"))
  }

  /// `- cost: English spend, ad spend; Google Ads Cost`; nil when no header is known.
  private static func item(_ name: String, _ lines: [RoleFile.Line]) -> String? {
    guard !lines.isEmpty else { return nil }
    let groups = lines.map { line in
      "\(line.group): \(line.headers.map { "`\($0)`" }.joined(separator: ", "))"
    }
    return "- \(name == "no role" ? name : "`\(name)`"). \(groups.joined(separator: ". "))"
  }
}
