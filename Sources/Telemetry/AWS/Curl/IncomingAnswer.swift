/// An answer as it arrives, within its limits.
struct IncomingAnswer {
  private(set) var headers: [HTTPHeader] = []
  private(set) var body: [UInt8] = []
  /// Why the rest was not taken.
  private(set) var refusal: HTTPError?

  private let host: String
  private let limits: HTTPLimits
  private var headerBytes = 0
  private var isHeadComplete = false

  init(host: String, limits: HTTPLimits) {
    self.host = host
    self.limits = limits
  }

  /// One line with its line break: a status line, a header, the empty line, or a trailer.
  mutating func takeHeaderLine(_ line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    guard headerBytes <= limits.maximumHeaderBytes else {
      refusal = .headersTooLarge(host: host, limit: limits.maximumHeaderBytes)
      return false
    }
    let text = line.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
    if text.starts(with: "HTTP/".utf8), body.isEmpty {
      headers = []
      isHeadComplete = false
    } else if text.isEmpty {
      isHeadComplete = true
    } else if !isHeadComplete, let colon = text.firstIndex(of: UInt8(ascii: ":")) {
      let value = text[(colon + 1)...].drop(while: isBlank)
      headers.append(
        HTTPHeader(
          String(decoding: text[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self)))
    }
    return true
  }

  mutating func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard body.count + bytes.count <= limits.maximumBodyBytes else {
      refusal = .tooLarge(host: host, limit: limits.maximumBodyBytes)
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
