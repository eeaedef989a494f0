/// The folders in which the user's own files stand.
enum UserFolder {
  /// A file of the user's configuration; nil where there is no folder for it.
  static func configuration(_ name: String) -> String? {
    path(name, variable: "XDG_CONFIG_HOME", usual: ".config")
  }

  /// A file that keeps the state of programs.
  static func state(_ name: String) -> String? {
    path(name, variable: "XDG_STATE_HOME", usual: ".local/state")
  }

  /// A path with the user's folder in the place of `~`, as a shell reads it.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = Environment.value("HOME"),
      home.hasPrefix("/")
    else { return path }
    return (home == "/" && path != "~" ? "" : home) + path.dropFirst()
  }

  private static func path(_ name: String, variable: String, usual: String) -> String? {
    if let folder = Environment.value(variable), folder.hasPrefix("/") {
      return "\(folder)/sales/\(name)"
    }
    guard let home = Environment.value("HOME"), home.hasPrefix("/") else { return nil }
    return "\(home)/\(usual)/sales/\(name)"
  }
}
