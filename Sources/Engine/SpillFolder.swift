import Glibc
import Synchronization

/// A folder of this process alone, for what does not fit into memory.
///
/// It is removed at the end.
enum SpillFolder {
  private static let folders = Mutex<[String]>([])

  /// Makes a folder that only this user may enter.
  static func make() throws(EngineError) -> String {
    let set = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ""
    let parent = set.isEmpty ? "/var/tmp" : set
    var template = Array("\(parent)/sales-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
      let reason = unsafe String(cString: strerror(errno))
      throw EngineError(
        kind: .io, message: "no folder for temporary files can be made in \(parent): \(reason)")
    }
    let bytes = template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
    let folder = String(decoding: bytes, as: UTF8.self)
    let isFirst = folders.withLock { folders in
      folders.append(folder)
      return folders.count == 1
    }
    if isFirst {
      // A program that leaves by `exit` never gives up its connection.
      atexit { SpillFolder.removeAll() }
    }
    return folder
  }

  static func remove(_ folder: String) {
    let isOurs = folders.withLock { folders in
      guard let index = folders.firstIndex(of: folder) else { return false }
      folders.remove(at: index)
      return true
    }
    if isOurs {
      delete(folder)
    }
  }

  private static func removeAll() {
    for folder in folders.withLock({ $0 }) {
      delete(folder)
    }
  }

  /// Deletes a folder and the files in it; the engine makes no folders of its own there.
  private static func delete(_ folder: String) {
    if let listing = unsafe opendir(folder) {
      while let entry = unsafe readdir(listing) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
          unsafe String(cString: UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
        }
        if name != "." && name != ".." {
          unsafe unlink("\(folder)/\(name)")
        }
      }
      unsafe closedir(listing)
    }
    unsafe rmdir(folder)
  }
}
