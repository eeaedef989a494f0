internal import StandardLibrary
internal import Syntax
internal import TypeChecking
internal import Units

/// The words that an editor colours, from the tables that the language itself is made of.
enum EditorWords {
  /// What a word does, for its colour.
  enum Kind: CaseIterable {
    case declaration
    case choice
    case `operator`
    case constant
  }

  /// The keywords of one kind, in the order of their declaration.
  static func keywords(_ kind: Kind) -> [String] {
    Keyword.allCases.filter { self.kind(of: $0) == kind }.map(\.rawValue)
  }

  private static func kind(of keyword: Keyword) -> Kind {
    switch keyword {
    case .let, .fn, .metric, .param, .use, .test, .check: .declaration
    case .if, .then, .else, .match: .choice
    case .and, .or, .not, .in, .is, .to, .per, .mod: .operator
    case .true, .false, .missing: .constant
    }
  }

  static let allKeywords = Keyword.allCases.map(\.rawValue)

  /// Words that declare when another word follows.
  static let namingWords = ["unit", "currency"]
  /// Words with a meaning after a number or a unit.
  static let wordsBetween = ["as", "at", "within"]

  static let functions = Catalogue.functions.map(\.name).sorted()
  static let types = Checker.typeNames

  /// The spellings of units that are words.
  static let units = Array(Set(UnitCatalogue().spellings.filter(isWord))).sorted()
  /// The signs of currencies and of shares.
  static let signs = ["$", "€", "£"]
  static let scales = ["bn", "k", "M"]

  private static func isWord(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
  }
}
