/// An absolute http or https URL taken apart, its path and query left as they were encoded.
package struct HTTPURL: Sendable, Hashable {
  package let scheme: String
  /// Lower case; an IPv6 address keeps its brackets.
  package let host: String
  package let port: Int?
  /// Percent-encoded, never empty.
  package let path: String
  /// Percent-encoded, without the question mark.
  package let query: String?

  /// Nil without scheme and host, or with user information, blanks or control characters.
  package init?(_ text: String) {
    guard !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F }),
      let separator = text.firstRange(of: "://")
    else { return nil }
    scheme = text[..<separator.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = text[separator.upperBound...]
    let authorityEnd = rest.firstIndex { "/?#\\".contains($0) } ?? rest.endIndex
    guard let (host, port) = Self.hostAndPort(rest[..<authorityEnd]) else { return nil }
    self.host = host
    self.port = port
    let target = rest[authorityEnd...].prefix { $0 != "#" }
    let queryStart = target.firstIndex(of: "?") ?? target.endIndex
    let path = target[..<queryStart]
    guard path.isEmpty || path.first == "/" else { return nil }
    self.path = path.isEmpty ? "/" : String(path)
    query = queryStart < target.endIndex ? String(target[target.index(after: queryStart)...]) : nil
  }

  private static func hostAndPort(_ authority: Substring) -> (String, Int?)? {
    guard !authority.contains("@") else { return nil }
    let hostEnd: Substring.Index
    if authority.first == "[" {
      guard let bracket = authority.firstIndex(of: "]") else { return nil }
      hostEnd = authority.index(after: bracket)
    } else {
      hostEnd = authority.firstIndex(of: ":") ?? authority.endIndex
    }
    let host = authority[..<hostEnd].lowercased()
    guard !host.isEmpty, host != "[]", host.utf8.allSatisfy(isHostByte) else { return nil }
    guard hostEnd < authority.endIndex else { return (host, nil) }
    guard authority[hostEnd] == ":",
      let port = Int(authority[authority.index(after: hostEnd)...]), (1...65_535).contains(port)
    else { return nil }
    return (host, port)
  }

  /// No percent encoding and nothing outside ASCII: libcurl must see the host that was checked here.
  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "-._[]:".utf8.contains(byte)
    }
  }

  /// Host, and the port unless it is the scheme's own: the value of the Host header.
  package var authority: String {
    guard let port, port != (scheme == "https" ? 443 : 80) else { return host }
    return "\(host):\(port)"
  }

  /// The same URL, without a fragment, asking `query`.
  func replacing(query: String) -> String {
    "\(scheme)://\(authority)\(path)" + (query.isEmpty ? "" : "?\(query)")
  }

  /// Whether plain http stays on this machine or its metadata link.
  package var isLocal: Bool {
    isLoopback || ["fd00:ec2::254", "fd00:ec2::23"].contains(address)
      || (octets?.prefix(2) == [169, 254])
  }

  /// Whether the host is this machine, whatever its names.
  var isLoopback: Bool { ["localhost", "::1"].contains(address) || octets?.first == 127 }

  private var address: String { host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host }

  /// Of an IPv4 address; nil for anything else.
  private var octets: [UInt8]? {
    let parts = address.split(separator: ".", omittingEmptySubsequences: false)
    let octets = parts.compactMap { UInt8($0) }
    return parts.count == 4 && octets.count == 4 ? octets : nil
  }
}
