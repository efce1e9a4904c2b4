import CostModel
import Foundation
import Telemetry

extension Session {
  /// The regions whose prices are looked at, each with what its workloads run on: those of the flags,
  /// else those of the stored workloads, else the configured one.
  func placesToPrice() throws -> [String: Set<Architecture>] {
    let stored = try storedPlaces()
    let named = options.regions.map(\.name)
    let regions = named.isEmpty ? Array(stored.keys) : named
    let chosen = regions.isEmpty ? [try region().value] : regions
    return Dictionary(chosen.map { ($0, stored[$0] ?? []) }) { first, _ in first }
  }

  func regionsToRenew() throws -> [String] { try placesToPrice().keys.sorted() }

  /// Empty where there is no database yet.
  private func storedPlaces() throws -> [String: Set<Architecture>] {
    guard let path = try? database().value, FileManager.default.fileExists(atPath: path) else {
      return [:]
    }
    return try openForReading().architecturesByRegion()
  }
}
