/// Which entries are kept for another day.
enum RememberedEntries {
  /// An entry that begins with a space, or that holds what looks like a secret, is not kept.
  static func keeps(_ entry: String) -> Bool {
    guard let first = entry.first, first != " " else { return false }
    return !holdsSecret(entry)
  }

  private static let words = [
    "password", "passwd", "passphrase", "secret", "token", "api_key", "apikey", "access_key",
    "private_key",
  ]

  /// A value for one of the words, a name with a password in an address, or a key of a known form.
  static func holdsSecret(_ entry: String) -> Bool {
    let text = entry.lowercased()
    for word in words {
      var rest = text[...]
      while let place = rest.firstRange(of: word) {
        rest = rest[place.upperBound...]
        let next = rest.drop { $0 == " " || $0 == "\"" || $0 == "'" }
        if next.first == ":" || next.first == "=" { return true }
      }
    }
    return hasPasswordInAddress(text) || hasKey(entry)
  }

  /// As in `scheme://name:password@host`.
  private static func hasPasswordInAddress(_ text: String) -> Bool {
    var rest = text[...]
    while let place = rest.firstRange(of: "://") {
      rest = rest[place.upperBound...]
      let address = rest.prefix { !$0.isWhitespace && $0 != "\"" && $0 != "/" }
      if let at = address.lastIndex(of: "@"), address[..<at].contains(":") { return true }
    }
    return false
  }

  /// How the keys of well-known services begin.
  private static let prefixes = ["AKIA", "ghp_", "github_pat_", "glpat-", "sk-", "sk_live_", "xox"]

  private static func hasKey(_ entry: String) -> Bool {
    entry.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "-" }
      .contains { part in part.count >= 20 && prefixes.contains { part.hasPrefix($0) } }
  }
}
