/// One header line; names compare without regard to case, order and repetition are kept.
package struct HTTPHeader: Sendable, Hashable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A request as it goes over the wire; `url` is absolute and already percent-encoded.
package struct HTTPRequest: Sendable, Hashable {
  package var method: String
  package var url: String
  package var headers: [HTTPHeader]
  package var body: [UInt8]
  package var limits: HTTPLimits

  package init(
    method: String = "GET", url: String, headers: [HTTPHeader] = [], body: [UInt8] = [],
    limits: HTTPLimits = HTTPLimits()
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.limits = limits
  }

  /// The first header of that name, whatever its case.
  package func header(_ name: String) -> String? { headers.first(named: name) }

  /// Replaces every header of that name, whatever its case.
  package mutating func setHeader(_ name: String, _ value: String) {
    removeHeader(name)
    headers.append(HTTPHeader(name, value))
  }

  package mutating func removeHeader(_ name: String) {
    headers.removeAll { $0.isNamed(name) }
  }
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Method and host: headers, query and body may carry secrets and are left out.
  package var description: String { "\(method) \(HTTPURL(url)?.authority ?? "<no host>")" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}

extension HTTPHeader: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The name alone: values may be tokens or signatures.
  package var description: String { "\(name): <redacted>" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["name": name]) }

  func isNamed(_ other: String) -> Bool { name.lowercased() == other.lowercased() }
}

extension [HTTPHeader] {
  func first(named name: String) -> String? { first { $0.isNamed(name) }?.value }
}
