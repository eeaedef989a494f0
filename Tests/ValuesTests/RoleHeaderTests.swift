import Testing
import Values

/// The files of known headers, and how a header is compared with them.
@Suite("known headers")
struct RoleHeaderTests {
  @Test("the files are read without a mistake", arguments: RoleHeaders.files.map(\.name))
  func files(_ name: String) throws {
    let file = try #require(RoleHeaders.files.first { $0.name == name })
    let read = RoleFile(String(decoding: file.bytes, as: UTF8.self), group: name)
    #expect(read.mistakes == [])
    #expect(read.lines.count > 10)
    #expect(read.lines.allSatisfy { $0.group != name }, "each line belongs to a group")
  }

  @Test("each header of each file is its role and no other", arguments: TableRole.all.map(\.name))
  func everyHeader(_ table: String) {
    for line in RoleHeaders.builtIn.lines where line.table == table {
      for header in line.headers {
        let claims = RoleHeaders.builtIn.claims(on: header).filter { $0.table == table }
        #expect(claims.map(\.role) == [line.role], "\(line.group) \(table): \(header)")
      }
    }
  }

  @Test("no two headers of one role are equally preferred, unless they are one header")
  func ranks() {
    var owners: [String: HeaderText] = [:]
    for line in RoleHeaders.builtIn.lines {
      for header in line.headers {
        let text = HeaderText(header)
        for claim in RoleHeaders.builtIn.claims(on: header) where claim.table == line.table {
          let place = "\(line.table) \(line.role ?? "mark") \(claim.rank)"
          let other = owners[place] ?? text
          owners[place] = other
          let isOne =
            other.key == text.key || other.plainKeys.contains(text.key)
            || !Set(other.plainKeys).isDisjoint(with: text.plainKeys)
            || [other.key, text.key].contains(where: {
              $0 == other.keyWithoutUnit || $0 == text.keyWithoutUnit
            })
          #expect(isOne, "\(header) is as preferred as \(other.key)")
        }
      }
    }
  }

  @Test("every role of every table has headers in every language")
  func languages() {
    let languages = [
      "English", "German", "French", "Spanish", "Italian", "Polish", "Turkish", "Azerbaijani",
      "Chinese",
    ]
    for table in TableRole.all {
      for role in table.roles where !role.isOptional {
        for language in languages {
          let isKnown = RoleHeaders.builtIn.lines.contains {
            $0.group == language && $0.table == table.name && $0.role == role.name
          }
          // A language may write a role as English does: `stage`, `date`, `team`.
          let isEnglish = ["French date", "French team"].contains("\(language) \(role.name)")
          #expect(isKnown || isEnglish, "\(language) \(table.name) \(role.name)")
        }
      }
    }
  }

  @Test(
    "case, spaces, punctuation and units at the end do not count",
    arguments: [
      ("Amount spent (USD)", "cost"), ("AMOUNT_SPENT", "cost"), ("amount-spent [EUR]", "cost"),
      ("Amount.Spent", "cost"), ("Ausgegebener Betrag (EUR)", "cost"),
      ("Montant dépensé (USD)", "cost"),
      ("Cost, €", "cost"), ("cost_usd", "cost"), ("Cost in GBP", "cost"), ("Koszt (zł)", "cost"),
      ("Harcanan Tutar (TRY)", "cost"), ("花费（元）", "cost"), ("Day", "date"), ("TotalSpent", "cost"),
    ])
  func forms(_ header: String, _ role: String) {
    let claim = RoleHeaders.builtIn.claims(on: header).first { $0.table == "spend" }
    #expect(claim?.role == role)
  }

  @Test(
    "more than a unit at the end makes another header",
    arguments: ["Cost / conv.", "Cost per lead", "Amount spent (last year)", "Cost center", ""])
  func others(_ header: String) {
    #expect(RoleHeaders.builtIn.claims(on: header).allSatisfy { $0.role != "cost" })
  }

  @Test(
    "the Turkish i is found with and without its dot, in capitals of either language",
    arguments: [
      "Bitiş Tarihi", "BİTİŞ TARİHİ", "BITIŞ TARIHI", "bitiş tarihi", "bitıs tarıhı",
      "Bitis Tarihi",
      "bi\u{307}ti\u{307}s\u{327} tari\u{307}hi\u{307}",
    ])
  func turkish(_ header: String) {
    let claim = RoleHeaders.builtIn.claims(on: header).first { $0.table == "customers" }
    #expect(claim?.role == "ended")
  }

  @Test(
    "marks on letters may be left out",
    arguments: [
      ("Kündigungsgrund", "ended_reason"), ("Kuendigungsgrund", "ended_reason"),
      ("Kundigungsgrund", "ended_reason"), ("musteri no", "id"), ("Müşteri No", "id"),
      ("musteri nomresi", "id"), ("powod rezygnacji", "ended_reason"),
      ("Numero de cliente", "id"), ("bolge", "region"), ("Region", "region"),
      ("liczba pracownikow", "employees"), ("ü\u{308}", ""),
    ])
  func marks(_ header: String, _ role: String) {
    let claim = RoleHeaders.builtIn.claims(on: header).first { $0.table == "customers" }
    #expect((claim?.role ?? "") == role)
  }

  @Test("a mark that a known header lacks makes another header")
  func addedMarks() {
    #expect(RoleHeaders.builtIn.claims(on: "dây").isEmpty)
  }
}
