/// How a `CurlTransport` reaches the network; TLS is verified under every setting.
package struct CurlConfiguration: Sendable, Hashable {
  /// Such as `costctl/1.0.0`.
  package var userAgent: String
  /// Transfers at a time; further requests wait in order.
  package var maximumConnections: Int
  /// A PEM file that replaces the system's authorities (AWS_CA_BUNDLE); nil for the system's.
  package var certificateBundle: String?
  /// Plain http beyond loopback and the link-local metadata addresses.
  package var allowsPlainHTTP: Bool
  package var proxy: HTTPProxy
  /// How long a connection may lie idle and still be used again; servers close them in the end.
  package var longestIdle = Duration.seconds(118)
  /// libcurl sends a request again by itself when a kept connection proves dead.
  ///
  /// False where a second sending would do harm: each request then has a connection of its own.
  package var keepsConnections = true

  package init(
    userAgent: String, maximumConnections: Int = 8, certificateBundle: String? = nil,
    allowsPlainHTTP: Bool = false, proxy: HTTPProxy = HTTPProxy()
  ) {
    self.userAgent = userAgent
    self.maximumConnections = max(1, maximumConnections)
    self.certificateBundle = certificateBundle
    self.allowsPlainHTTP = allowsPlainHTTP
    self.proxy = proxy
  }
}

/// The proxies of an environment, read as curl reads them; secret, for they may hold passwords.
///
/// Loopback and link-local metadata addresses are never asked for through a proxy.
package struct HTTPProxy: Sendable, Hashable {
  package var http: Secret?
  package var https: Secret?
  /// Comma-separated hosts, domains and networks that are reached directly.
  package var bypass: String

  package init(http: Secret? = nil, https: Secret? = nil, bypass: String = "") {
    self.http = http
    self.https = https
    self.bypass = bypass
  }

  /// Lower-case names win, and `HTTP_PROXY` is ignored: a web server may set it from a header.
  package init(environment: [String: String]) {
    func first(_ names: String...) -> String? {
      names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    }
    http = first("http_proxy", "all_proxy", "ALL_PROXY").map(Secret.init)
    https = first("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY").map(Secret.init)
    bypass = first("no_proxy", "NO_PROXY") ?? ""
  }

  /// Nil where the host is to be reached directly whatever `bypass` says.
  func url(for url: HTTPURL) -> Secret? {
    if url.isLocal { return nil }
    return url.scheme == "https" ? https : http
  }
}
