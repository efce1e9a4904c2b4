/// The name of one price: `service/region/item`, as `costctl.yaml` and `pricing show` spell it.
///
/// Examples: `lambda/us-east-1/duration/arm64`, `ec2/us-east-1/c8g.xlarge/on-demand`.
package struct PriceKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let service: String
  package let region: String
  package let item: String

  package init(service: String, region: String, item: String) {
    self.service = service
    self.region = region
    self.item = item
  }

  /// Nil unless the text has three parts or more and none of them is empty.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 3, !parts.contains("") else { return nil }
    self.init(
      service: String(parts[0]), region: String(parts[1]),
      item: parts[2...].joined(separator: "/"))
  }

  package var description: String { "\(service)/\(region)/\(item)" }

  package static func < (left: Self, right: Self) -> Bool {
    (left.service, left.region, left.item) < (right.service, right.region, right.item)
  }
}
