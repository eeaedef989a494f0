/// How tightly the operators bind, from the loosest; chains of one level go from left to right.
package enum Precedence: Int, CaseIterable, Comparable, Sendable {
  case or, and, not, comparison, fallback, range, conversion, add, multiply, sign, power

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// The next tighter level.
  var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .power }

  /// The operators of the level, as they are written.
  package var operators: [String] {
    switch self {
    case .or: ["or"]
    case .and: ["and"]
    case .not: ["not"]
    case .comparison:
      ["==", "!=", "<", "<=", ">", ">=", "~= … within …", "in", "not in", "is", "is not"]
    case .fallback: ["??"]
    case .range: ["..", "..<"]
    case .conversion: ["to"]
    case .add: ["+", "-"]
    case .multiply: ["*", "/", "mod", "per"]
    case .sign: ["-"]
    case .power: ["^"]
    }
  }
}

/// An operator that stands after its left operand.
enum Infix {
  case link(ChainLink.Operator)
  case comparison(ComparisonOperator)
  case approximately
  case isMissing
  /// `like` and `between` of SQL, which are read as what they mean, with a message.
  case like
  case between
  case range(inclusive: Bool)
  case conversion
  case per
  case power

  var precedence: Precedence {
    switch self {
    case .link(let link):
      switch link {
      case .or: .or
      case .and: .and
      case .fallback: .fallback
      case .add, .subtract: .add
      case .multiply, .divide, .modulo: .multiply
      }
    case .comparison, .approximately, .isMissing, .like, .between: .comparison
    case .range: .range
    case .conversion: .conversion
    case .per: .multiply
    case .power: .power
    }
  }

  init?(_ kind: Token.Kind) {
    switch kind {
    case .symbol(let symbol): self.init(symbol)
    case .keyword(.or): self = .link(.or)
    case .keyword(.and): self = .link(.and)
    case .keyword(.mod): self = .link(.modulo)
    case .keyword(.in): self = .comparison(.in)
    case .keyword(.is): self = .isMissing
    case .keyword(.to): self = .conversion
    case .keyword(.per): self = .per
    default: return nil
    }
  }

  private init?(_ symbol: Symbol) {
    switch symbol {
    case .plus: self = .link(.add)
    case .minus: self = .link(.subtract)
    case .star: self = .link(.multiply)
    case .slash: self = .link(.divide)
    // `%` and `=` are not operators; they are read as what was meant, with a message.
    case .percent: self = .link(.modulo)
    case .assign, .equal: self = .comparison(.equal)
    case .fallback: self = .link(.fallback)
    case .notEqual: self = .comparison(.notEqual)
    case .less: self = .comparison(.less)
    case .lessOrEqual: self = .comparison(.lessOrEqual)
    case .greater: self = .comparison(.greater)
    case .greaterOrEqual: self = .comparison(.greaterOrEqual)
    case .approximately: self = .approximately
    case .range: self = .range(inclusive: true)
    case .halfOpenRange: self = .range(inclusive: false)
    case .caret: self = .power
    default: return nil
    }
  }
}
