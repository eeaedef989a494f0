/// What the engine is told before its first query.
///
/// A setting that it refuses is an error.
enum EngineSettings {
  /// Settings of the whole engine.
  static func atOpening(_ options: EngineOptions, spillFolder: String) -> [(String, String)] {
    var settings = [
      ("memory_limit", "\(max(64, options.memoryLimit >> 20))MiB"),
      ("temp_directory", spillFolder),
      // Nothing is fetched, and nothing is read from or written to the user's home.
      ("home_directory", spillFolder),
      ("extension_directory", spillFolder),
      ("secret_directory", spillFolder),
      ("autoinstall_known_extensions", "false"),
      ("autoload_known_extensions", "false"),
      ("allow_community_extensions", "false"),
      ("allow_unsigned_extensions", "false"),
      ("allow_persistent_secrets", "false"),
      ("allow_unredacted_secrets", "false"),
      ("preserve_insertion_order", "true"),
    ]
    if let threads = options.threads {
      settings.append(("threads", "\(max(1, threads))"))
    }
    return settings
  }

  /// Settings of the connection.
  static let afterOpening =
    [
      // Without the first there is no progress to ask for; without the second the engine prints it.
      "SET enable_progress_bar = true",
      "SET enable_progress_bar_print = false",
      // Results must not depend on where they are computed.
      "SET TimeZone = 'UTC'",
    ] + ReproducibleSum.macros + FormulaGuard.macros
}
