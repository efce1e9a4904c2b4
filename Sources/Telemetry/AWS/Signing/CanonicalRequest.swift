/// The form of a request that Signature Version 4 hashes, the same on both sides of the wire.
struct CanonicalRequest {
  let text: String
  /// Lower-case names, sorted and joined by semicolons.
  let signedHeaders: String

  init(_ request: HTTPRequest, url: HTTPURL, query: String, payloadHash: String, isS3: Bool) {
    let headers = Self.headers(of: request, host: url.authority)
    signedHeaders = headers.map(\.name).joined(separator: ";")
    text = [
      request.method.uppercased(),
      isS3 ? url.path : Self.normalized(url.path).uriEncoded(keeping: "/"),
      query,
      headers.map { "\($0.name):\($0.value)\n" }.joined(),
      signedHeaders,
      payloadHash,
    ].joined(separator: "\n")
  }

  /// The query strictly encoded and sorted by key, then value; a key alone gets an empty value.
  static func query(of url: HTTPURL) -> String {
    guard let query = url.query, !query.isEmpty else { return "" }
    return query.split(separator: "&")
      .map { pair in
        let key = pair.prefix { $0 != "=" }
        let value = pair.dropFirst(key.count + 1)
        return (key: key.uriDecoded.uriEncoded, value: value.uriDecoded.uriEncoded)
      }
      .sorted { ($0.key, $0.value) < ($1.key, $1.value) }
      .map { "\($0.key)=\($0.value)" }
      .joined(separator: "&")
  }

  /// Without `.`, `..` and doubled slashes.
  private static func normalized(_ path: String) -> String {
    var kept: [Substring] = []
    for segment in path.split(separator: "/") where segment != "." {
      if segment == ".." { _ = kept.popLast() } else { kept.append(segment) }
    }
    let end = path.hasSuffix("/") && !kept.isEmpty ? "/" : ""
    return "/" + kept.joined(separator: "/") + end
  }

  /// Headers that proxies and libcurl may add or change on the way.
  private static let unsigned: Set<String> = [
    "authorization", "connection", "expect", "keep-alive", "proxy-authenticate",
    "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
    "x-amzn-trace-id",
  ]

  private static func headers(
    of request: HTTPRequest, host: String
  ) -> [(name: String, value: String)] {
    var values: [String: [String]] = [:]
    for header in request.headers {
      let name = header.name.lowercased()
      guard !unsigned.contains(name) else { continue }
      values[name, default: []].append(
        header.value.split { $0.isWhitespace }.joined(separator: " "))
    }
    if values["host"] == nil { values["host"] = [host] }
    return values.map { (name: $0.key, value: $0.value.joined(separator: ",")) }
      .sorted { $0.name < $1.name }
  }
}
