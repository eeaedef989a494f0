import Glibc
import Synchronization

/// A folder of this process alone, for what does not fit into memory.
///
/// It is removed at the end; one whose process was killed is removed by the next that makes one. A
/// folder is locked as long as its process lives, and holds a file that marks it: nothing without
/// the mark is ever removed.
enum SpillFolder {
  private static let folders = Mutex<[Folder]>([])
  private static let prefix = "sales-spill-"
  /// The file by which a folder is known to be one of these, whatever else has such a name.
  private static let mark = ".sales-spill-folder"

  private struct Folder {
    var path: String
    /// Open, and locked, until the folder is removed.
    var descriptor: Int32
  }

  /// Makes a folder that only this user may enter.
  static func make() throws(EngineError) -> String {
    let set = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ""
    let parent = set.isEmpty ? "/var/tmp" : set
    removeAbandoned(in: parent)
    let folder = try newFolder(in: parent)
    let isFirst = folders.withLock { folders in
      folders.append(folder)
      return folders.count == 1
    }
    if isFirst {
      // A program that leaves by `exit` never gives up its connection.
      atexit { SpillFolder.removeAll() }
    }
    return folder.path
  }

  private static func newFolder(in parent: String) throws(EngineError) -> Folder {
    for _ in 0..<10 {
      var template = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
      guard unsafe mkdtemp(&template) != nil else { break }
      let bytes = template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
      let path = String(decoding: bytes, as: UTF8.self)
      let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0, setMark(in: descriptor) {
        return Folder(path: path, descriptor: descriptor)
      }
      if descriptor >= 0 { close(descriptor) }
    }
    let reason = unsafe String(cString: strerror(errno))
    throw EngineError(
      kind: .io, message: "no folder for temporary files can be made in \(parent): \(reason)")
  }

  /// Marks a folder once it is locked.
  private static func setMark(in folder: Int32) -> Bool {
    let file = unsafe openat(folder, mark, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    close(file)
    return true
  }

  private static func isMarked(_ folder: Int32) -> Bool {
    unsafe faccessat(folder, mark, F_OK, 0) == 0
  }

  /// Removes this user's marked folders that no process holds any more.
  private static func removeAbandoned(in parent: String) {
    for name in names(in: parent) where name.hasPrefix(prefix) {
      let path = "\(parent)/\(name)"
      let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      var status = stat()
      if unsafe fstat(descriptor, &status) == 0, status.st_uid == getuid(),
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
      {
        // One without a mark goes only if it is empty: its process was killed before it set it.
        if isMarked(descriptor) { delete(path) } else { unsafe rmdir(path) }
      }
      close(descriptor)
    }
  }

  static func remove(_ folder: String) {
    let ours = folders.withLock { folders in
      folders.firstIndex { $0.path == folder }.map { folders.remove(at: $0) }
    }
    if let ours { remove(ours) }
  }

  private static func removeAll() {
    for folder in folders.withLock({ $0 }) { remove(folder) }
  }

  private static func remove(_ folder: Folder) {
    delete(folder.path)
    close(folder.descriptor)
  }

  /// Deletes a folder and the files in it; the engine makes no folders of its own there.
  private static func delete(_ folder: String) {
    for name in names(in: folder) { unsafe unlink("\(folder)/\(name)") }
    unsafe rmdir(folder)
  }

  private static func names(in folder: String) -> [String] {
    guard let listing = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(listing) }
    var names: [String] = []
    while let entry = unsafe readdir(listing) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
        unsafe String(cString: UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}
