package import CostModel
import Hashing

/// The name of a report: the same for every run with the same settings over the same period.
package enum ReportIdentity {
  private static let digits = 12

  /// `2026-W48-1f2e3d4c5b6a`: the period, and the first 48 bits of SHA-256 over the settings.
  ///
  /// - Parameter settings: `key=value`, what the content follows from; their order does not count.
  package static func runID(of period: ReportPeriod, settings: [String]) -> String {
    let text = settings.sorted().map { "\($0.utf8.count):\($0)" }.joined(separator: "\n")
    let digest = SHA256.hash(Array(text.utf8)).hexadecimal
    return "\(period.name)-\(digest.prefix(digits))"
  }
}
