/// A mail server's address taken apart.
package struct MailServer: Hashable, Sendable {
  /// `smtp`, which turns to TLS by STARTTLS, or `smtps`, which is TLS from the start.
  package let scheme: String
  /// Lower case; an IPv6 address keeps its brackets.
  package let host: String
  package let port: Int?

  /// Nil unless it is scheme, host and, if wanted, a port, with nothing after them.
  package init?(_ text: String) {
    guard let separator = text.firstRange(of: "://") else { return nil }
    scheme = text[..<separator.lowerBound].lowercased()
    // One reading of hosts and ports for the whole program.
    guard ["smtp", "smtps"].contains(scheme),
      let url = HTTPURL("https://\(text[separator.upperBound...])"), url.path == "/",
      url.query == nil, !text.contains("#")
    else { return nil }
    host = url.host
    port = url.port
  }

  var url: String { "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "") }

  /// What is sent to this machine itself cannot be read on the way.
  var isThisMachine: Bool { HTTPURL("http://\(host)")?.isLoopback ?? false }
}
