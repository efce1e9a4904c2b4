/// An answer as it arrives, within its limits; the body of a 200 goes to the reader, if there is one.
struct IncomingAnswer {
  private(set) var headers: [HTTPHeader] = []
  private(set) var body: [UInt8] = []
  /// Why the rest was not taken.
  private(set) var refusal: HTTPError?

  private let host: String
  private let limits: HTTPLimits
  private let reader: BodyReader?
  private var isSuccess = false
  private var bodyBytes = 0
  private var headerBytes = 0
  private var isHeadComplete = false

  init(host: String, limits: HTTPLimits, reader: BodyReader?) {
    self.host = host
    self.limits = limits
    self.reader = reader
  }

  /// One line with its line break: a status line, a header, the empty line, or a trailer.
  mutating func takeHeaderLine(_ line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    guard headerBytes <= limits.maximumHeaderBytes else {
      refusal = .headersTooLarge(host: host, limit: limits.maximumHeaderBytes)
      return false
    }
    let text = line.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
    if text.starts(with: "HTTP/".utf8), bodyBytes == 0 {
      headers = []
      isHeadComplete = false
      isSuccess = text.drop { $0 != UInt8(ascii: " ") }.starts(with: " 200".utf8)
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
    bodyBytes += bytes.count
    guard bodyBytes <= limits.maximumBodyBytes else {
      refusal = .tooLarge(host: host, limit: limits.maximumBodyBytes)
      return false
    }
    guard let reader, isSuccess else {
      body.append(contentsOf: bytes)
      return true
    }
    if reader(bytes) { return true }
    refusal = .cancelled(host: host)
    return false
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
