import Glibc

/// A checked address of container credentials: https, or a host that cannot be far away.
struct ContainerEndpoint: Hashable {
  let url: String
  let variable: String

  init(relative path: String) throws(ContainerError) {
    variable = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
    url = "http://169.254.170.2\(path)"
    // Without the slash the text would continue the host name.
    guard path.utf8.first == UInt8(ascii: "/"), HTTPURL(url) != nil else {
      throw .badAddress(variable: variable)
    }
  }

  init(full url: String) throws(ContainerError) {
    variable = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
    self.url = url
    guard let parts = HTTPURL(url) else { throw .badAddress(variable: variable) }
    guard parts.scheme == "https" || Self.isNear(parts.host) else {
      throw .forbiddenHost(parts.host)
    }
  }

  private static func isNear(_ host: String) -> Bool {
    let near = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "localhost"]
    return near.contains(host) || isLoopback(host)
  }

  private static func isLoopback(_ host: String) -> Bool {
    var address = in_addr()
    if inet_pton(AF_INET, host, &address) == 1 {
      return UInt32(bigEndian: address.s_addr) >> 24 == 127
    }
    guard host.first == "[", host.last == "]" else { return false }
    var address6 = in6_addr()
    var loopback = in6addr_loopback
    guard inet_pton(AF_INET6, String(host.dropFirst().dropLast()), &address6) == 1 else {
      return false
    }
    return memcmp(&address6, &loopback, MemoryLayout<in6_addr>.size) == 0
  }
}
