/// Other names in the place of some in an entry: not in texts and comments, not of columns and fields, and
/// not of arguments.
enum NameReplacement {
  /// The text with each name for which there is another one replaced; O(length).
  static func text(_ entry: String, _ other: (String) -> String?) -> String {
    var result = ""
    let letters = Array(entry)
    var place = 0
    // Brackets open inside the braces of texts, one count for each text that is open around.
    var open: [Int] = []
    var isInText = false
    while place < letters.count {
      let letter = letters[place]
      if isInText {
        if letter == "\\", place + 1 < letters.count {
          result.append(letter)
          place += 1
        } else if letter == "\"" {
          isInText = false
        } else if letter == "{" {
          open.append(0)
          isInText = false
        }
        result.append(letters[place])
        place += 1
        continue
      }
      switch letter {
      case "#":
        while place < letters.count, !letters[place].isNewline {
          result.append(letters[place])
          place += 1
        }
        continue
      case "\"": isInText = true
      case "{": if let last = open.indices.last { open[last] += 1 }
      case "}":
        if let last = open.indices.last {
          if open[last] == 0 {
            open.removeLast()
            isInText = true
          } else {
            open[last] -= 1
          }
        }
      case _ where letter.isLetter || letter == "_":
        var end = place
        while end < letters.count, isWordLetter(letters[end]) { end += 1 }
        let word = String(letters[place..<end])
        let isName = !isAfterDot(letters, place) && !isBeforeColon(letters, end)
        result += (isName ? other(word) : nil) ?? word
        place = end
        continue
      case _ where letter.isNumber:
        // A unit right behind a number is no name.
        while place < letters.count, isWordLetter(letters[place]) {
          result.append(letters[place])
          place += 1
        }
        continue
      default: break
      }
      result.append(letter)
      place += 1
    }
    return result
  }

  private static func isWordLetter(_ letter: Character) -> Bool {
    letter.isLetter || letter.isNumber || letter == "_"
  }

  /// A column or a field; two dots are a range.
  private static func isAfterDot(_ letters: [Character], _ place: Int) -> Bool {
    guard place > 0, letters[place - 1] == "." else { return false }
    return place < 2 || letters[place - 2] != "."
  }

  private static func isBeforeColon(_ letters: [Character], _ end: Int) -> Bool {
    var next = end
    while next < letters.count, letters[next] == " " { next += 1 }
    return next < letters.count && letters[next] == ":"
  }
}
