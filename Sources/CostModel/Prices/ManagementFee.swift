/// What Lambda Managed Instances cost beside the instance, as AWS lists it: an hour of each type.
package struct ManagementFee: Hashable, Sendable {
  package static let item = "managed-instances/fee"

  /// USD an hour, by instance type.
  package let hours: [String: Double]

  package init(hours: [String: Double]) { self.hours = hours }

  /// The fee as a share of the on-demand price, 0.02175 beside a c7g.xlarge at 0.145 being 0.15.
  ///
  /// The dearest type gives it, for the small ones are rounded. Nil unless all types agree to 1 %,
  /// or none has a verified on-demand price among `prices`.
  package func share(of prices: [PriceEntry]) -> (share: Ratio, instance: String)? {
    let shares = prices.compactMap { price -> (share: Double, instance: String, hourly: Double)? in
      let name = price.key.item.prefix { $0 != "/" }
      guard price.key.service == "ec2", price.key.item.hasSuffix("/on-demand"),
        price.status == .verified, let hourly = hours[String(name)]
      else { return nil }
      return (hourly / price.tiers[0].usd, String(name), hourly)
    }
    guard let dearest = shares.max(by: { ($0.hourly, $0.instance) < ($1.hourly, $1.instance) }),
      shares.allSatisfy({ abs($0.share / dearest.share - 1) < 0.01 })
    else { return nil }
    return (Ratio((dearest.share * 1e4).rounded() / 1e4), dearest.instance)
  }
}
