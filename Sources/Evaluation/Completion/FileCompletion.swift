internal import StandardLibrary

/// Files and folders in the text of a path.
extension EntryCompletion {
  /// No more names of a folder are read.
  private static let maximumNames = 1_000

  /// What a path may go on with that is typed up to here.
  ///
  /// A folder ends with `/`, and so that its files can follow, its text stays open.
  func files(startingWith typed: String, for function: String) -> [Completion] {
    guard !typed.utf8.contains(0) else { return [] }
    if typed == "~", FileSystem.expanded(typed) != typed {
      return [Completion("\"~/", name: "~/", detail: "your folder", .file)]
    }
    let slash = typed.lastIndex(of: "/")
    let folder = slash.map { String(typed[...$0]) } ?? ""
    let beginning = slash.map { String(typed[typed.index(after: $0)...]) } ?? typed
    let place = FileSystem.expanded(folder)
    let names = FileSystem.names(in: place.isEmpty ? "." : place, limit: Self.maximumNames)
    var found: [Completion] = []
    for name in names where name.hasPrefix(beginning) {
      guard name != ".", name != "..", beginning.hasPrefix(".") || !name.hasPrefix("."),
        // A name that is no UTF-8 cannot be written.
        !name.unicodeScalars.contains("\u{FFFD}")
      else { continue }
      let written = "\"" + Self.escaped(folder + name)
      if FileSystem.isFolder(place + name) {
        found.append(Completion(written + "/", name: "\(name)/", detail: "a folder", .file))
      } else if isRead(name, by: function) {
        found.append(Completion(text(written, endedBy: "\""), name: name, .file))
      }
    }
    return found
  }

  private func isRead(_ name: String, by function: String) -> Bool {
    switch function {
    case "load": LoadedFormat(path: name) != nil && !name.lowercased().hasSuffix(".xls")
    case "save": SavedFormat(path: name) != nil
    case "use": name.hasSuffix(".sales")
    default: false
    }
  }

  /// A text as the language writes it between quotation marks.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\", "{", "}": "\\\(scalar)"
      case "\n": "\\n"
      case "\t": "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.properties.isBidiControl:
        "\\u{\(String(scalar.value, radix: 16))}"
      default: String(scalar)
      }
    }.joined()
  }
}
