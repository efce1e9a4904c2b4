/// The path of a file on the price list's host, `/offers/v1.0/aws/index.json`.
struct PriceListPath: Hashable, Sendable, CustomStringConvertible {
  let description: String

  static let index = PriceListPath(known: "/offers/v1.0/aws/index.json")

  private init(known: String) { description = known }

  /// Nil unless the path is absolute, of letters, digits, `.`, `_` and `-`, and climbs nowhere: an index
  /// must not lead to another host or out of a folder.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 2, parts.first == "" else { return nil }
    for part in parts.dropFirst() {
      guard !part.isEmpty, part != ".", part != "..",
        part.utf8.allSatisfy({ Self.isPlain($0) })
      else { return nil }
    }
    description = text
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "._-".utf8.contains(byte)
    }
  }

  /// `20260919002359` of `/offers/v1.0/aws/AWSLambda/20260919002359/us-east-1/index.json`.
  var version: String? {
    let parts = description.split(separator: "/")
    return parts.count >= 3 ? String(parts[parts.count - 3]) : nil
  }

  /// The same file as CSV, which AWS keeps beside the JSON.
  var csv: PriceListPath {
    description.hasSuffix(".json")
      ? PriceListPath(known: description.dropLast(5) + ".csv") : self
  }
}
