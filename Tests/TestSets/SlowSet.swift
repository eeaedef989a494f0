import Foundation

/// How much of the slow set is asked for: `SALES_SLOW=1` is all of it, `part` a tenth of the seeds.
package enum SlowSet {
  private static let request = ProcessInfo.processInfo.environment["SALES_SLOW"]
  package static var isEnabled: Bool { request != nil }
  package static var isPart: Bool { request == "part" }
}
