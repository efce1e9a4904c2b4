/// The two meters of SnapStart in one region.
package struct SnapStartRates: Hashable, Sendable {
  /// Keeping a snapshot, by the memory configured and not by what is used of it.
  package let cache: Price<GBSeconds>
  /// Starting an environment from it, by the memory configured.
  package let restore: Price<Gigabytes>

  package init(region: String, prices: PriceBook) throws(PriceBookError) {
    cache = try prices.price(LambdaRates.key("snapstart/cache", region))
    restore = try prices.price(LambdaRates.key("snapstart/restore", region))
  }

  /// A snapshot is paid for at least this long.
  package static let shortestCaching: Duration = .hours(3)

  /// Snapshots kept for a time, 3 hours at least.
  ///
  /// One of 10,240 MB: $39.54 a month of 730 h, $0.16 for any time up to 3 h.
  package func caching(
    memory: Megabytes, versions: Int = 1, for time: Duration = .month
  ) -> CostLine {
    let seconds = max(time, Self.shortestCaching).inSeconds
    return CostLine(
      "snapshot", GBSeconds(memory.gigabytes * Double(versions) * seconds), at: cache)
  }

  /// 1,000 restores of 10,240 MB: $1.40.
  package func restoring(_ starts: Starts, memory: Megabytes) -> CostLine {
    CostLine("restores", Gigabytes(starts.value * memory.gigabytes), at: restore)
  }
}
