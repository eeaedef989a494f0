internal import Diagnostics
internal import Syntax
internal import TypeChecking

/// The files that the texts of a session use, each read, parsed and run once.
///
/// At a prompt a file that has changed is another module from then on, so that it may be edited and used
/// again.
struct ModuleLibrary {
  struct Module {
    let identity: ModuleFile.Identity
    let source: SourceID
    let path: String
    let tree: SyntaxTree
    /// Its names, once it has run.
    var scope: Scope?
  }

  private(set) var modules: [Module] = []
  /// Which module each `use` names, by the place of the statement.
  private var uses: [Span: Int] = [:]

  /// How many files a session may use, and how deep they may stand within each other.
  static let maximumModules = 256
  static let maximumDepth = 32

  /// The module of a `use`; nil for one that could not be read.
  func module(at use: Span) -> ModuleText? {
    guard let number = uses[use], modules.indices.contains(number) else { return nil }
    let module = modules[number]
    return ModuleText(
      number: number, path: module.path, tree: module.tree, scope: module.scope)
  }

  mutating func setScope(_ scope: Scope, of number: Int) {
    if modules.indices.contains(number) { modules[number].scope = scope }
  }

  /// Reads what a text uses, and what that uses in turn.
  ///
  /// - Returns: What is wrong with the files and with their grammar, each at its place.
  mutating func read(_ tree: SyntaxTree, of text: SourceText, into sources: inout SourceMap)
    -> [Diagnostic]
  {
    var reader = Reader(library: self, sources: sources)
    let own = text.path.flatMap(ModuleFile.identity(of:))
    reader.read(
      tree, from: text.path,
      within: own.map { [Reader.Step(identity: $0, path: text.name)] } ?? [])
    self = reader.library
    sources = reader.sources
    return reader.diagnostics
  }

  /// One reading of everything that a text uses.
  private struct Reader {
    var library: ModuleLibrary
    var sources: SourceMap
    var diagnostics: [Diagnostic] = []
    /// The files of which the modules that they use have been read.
    private var finished: Set<Int> = []
    /// Modules that use a file which has changed since they ran.
    private var outdated: Set<Int> = []

    struct Step {
      let identity: ModuleFile.Identity
      let path: String
    }

    init(library: ModuleLibrary, sources: SourceMap) {
      self.library = library
      self.sources = sources
    }

    /// True when a file that the tree uses is another than before.
    @discardableResult
    mutating func read(_ tree: SyntaxTree, from user: String?, within chain: [Step]) -> Bool {
      var hasChanged = false
      for statement in tree.statements {
        guard case .use(let written, let place, _) = statement.kind else { continue }
        let path = ModuleFile.path(written, from: user)
        switch ModuleFile.read(path) {
        case .refused(let reason):
          let near = Suggestion.nearest(to: path, among: FileSystem.neighbours(of: path))
            .filter { $0.hasSuffix(".sales") }.first
          let help = near.flatMap { Self.rewritten($0, from: path, written) }
          diagnostics.append(
            Diagnostic(
              .unreadable, "`\(written)` cannot be read", at: place, because: reason,
              helps: help.map { [.init("\"\($0)\"", replacing: place)] } ?? []))
        case .file(let identity, let bytes):
          if let start = chain.firstIndex(where: { $0.identity == identity }) {
            reportCircle(chain[start...].map(\.path), statement.span)
            continue
          }
          guard chain.count < ModuleLibrary.maximumDepth,
            let number = add(identity, path, bytes)
          else {
            diagnostics.append(
              Diagnostic(
                .moduleLimit, "`\(written)` is one module too many", at: place,
                because: "a script uses at most \(ModuleLibrary.maximumModules) files, "
                  + "at most \(ModuleLibrary.maximumDepth) deep within each other"))
            continue
          }
          let before = library.uses.updateValue(number, forKey: statement.span)
          if let before, before != number { hasChanged = true }
          if finished.insert(number).inserted {
            let tree = library.modules[number].tree
            diagnostics += tree.diagnostics
            let step = Step(identity: identity, path: path)
            if read(tree, from: path, within: chain + [step]) {
              library.modules[number].scope = nil
              outdated.insert(number)
            }
          }
          if outdated.contains(number) { hasChanged = true }
        }
      }
      return hasChanged
    }

    /// The number of a file's module; a new one where the file is new or has changed.
    private mutating func add(
      _ identity: ModuleFile.Identity, _ path: String, _ bytes: [UInt8]
    ) -> Int? {
      let known = library.modules.lastIndex {
        $0.identity == identity && sources[$0.source].bytes == bytes
      }
      if let known { return known }
      guard library.modules.count < ModuleLibrary.maximumModules else { return nil }
      let text = SourceText(name: path, bytes: bytes, path: path)
      let source = sources.add(text)
      library.modules.append(
        Module(
          identity: identity, source: source, path: path,
          tree: Parser.parse(text, id: source), scope: nil))
      return library.modules.count - 1
    }

    private mutating func reportCircle(_ paths: [String], _ span: Span) {
      let circle = paths + paths.prefix(1)
      diagnostics.append(
        Diagnostic(
          .moduleCircle, "these files use each other in a circle", at: span,
          because: circle.map { "`\($0)`" }.joined(separator: " uses "),
          helps: []))
    }

    /// A path near to the one that was tried, as it has to be written.
    private static func rewritten(_ near: String, from tried: String, _ written: String) -> String?
    {
      let folder = tried.dropLast(written.count)
      guard tried.hasSuffix(written), near.hasPrefix(folder),
        !near.utf8.contains(where: { [0x22, 0x5C, 0x7B, 0x7D].contains($0) || $0 < 0x20 })
      else { return nil }
      return String(near.dropFirst(folder.count))
    }
  }
}
