import Glibc

/// How an engine is opened.
package struct EngineOptions: Sendable {
  /// How many threads a query may use; nil for as many as the machine has.
  package var threads: Int?
  /// The most memory, in bytes, that a query should use before it writes to the disk.
  package var memoryLimit: Int
  /// The engine library to open in place of the one that is searched for.
  package var libraryPath: String?

  package init(threads: Int? = nil, memoryLimit: Int? = nil, libraryPath: String? = nil) {
    self.threads = threads
    self.memoryLimit = memoryLimit ?? Self.machineMemory / 4 * 3
    self.libraryPath = libraryPath
  }

  /// The memory, in bytes, of this machine or of the container that the process runs in.
  private static var machineMemory: Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let (bytes, overflow) = pages.multipliedReportingOverflow(by: sysconf(Int32(_SC_PAGESIZE)))
    let physical = overflow || bytes <= 0 ? 4 << 30 : bytes
    return min(physical, containerMemory ?? physical)
  }

  private static var containerMemory: Int? {
    FileContents.read("/sys/fs/cgroup/memory.max", atMost: 64).flatMap {
      Int(String(decoding: $0, as: UTF8.self).prefix { $0.isNumber })
    }
  }
}
