/// Where services are reached: AWS's own hosts unless configured otherwise.
package struct AWSEndpoints: Sendable, Hashable {
  /// For every service that has none of its own.
  package var everywhere: String?
  package var byService: [AWSService: String]

  package init(everywhere: String? = nil, byService: [AWSService: String] = [:]) {
    self.everywhere = everywhere
    self.byService = byService
  }

  /// The address under which a call's path begins, without a slash at its end.
  func base(of service: AWSService, in region: String) throws(AWSError) -> String {
    guard Self.isHostLabel(region) else { throw .badRegion(region.printable(80)) }
    if let endpoint = byService[service] ?? everywhere {
      guard let url = HTTPURL(endpoint), url.query == nil else {
        throw .badEndpoint(service: service.name)
      }
      let path = url.path.hasSuffix("/") ? String(url.path.dropLast()) : url.path
      return "\(url.scheme)://\(url.authority)\(path)"
    }
    return "https://\(service.endpointPrefix).\(region).\(AWSPartition.domain(of: region))"
  }

  /// Regions become part of host names, so nothing else may get in.
  private static func isHostLabel(_ region: String) -> Bool {
    (1...63).contains(region.utf8.count) && !region.hasPrefix("-") && !region.hasSuffix("-")
      && region.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
