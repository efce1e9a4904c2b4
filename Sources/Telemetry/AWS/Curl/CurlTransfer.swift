import CCurl
import CostModel

/// One request on one libcurl handle, from its options to its result.
final class CurlTransfer {
  let order: CurlOrder
  /// The first option that libcurl refused, or CURLE_OK.
  private(set) var setup = CURLE_OK
  private let easy: UnsafeMutableRawPointer
  private let complaint = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private var headerLines: UnsafeMutablePointer<curl_slist>?
  private var answer: IncomingAnswer

  init(
    _ order: CurlOrder, on easy: UnsafeMutableRawPointer, configuration: CurlConfiguration
  ) {
    self.order = order
    self.easy = easy
    answer = IncomingAnswer(
      host: order.url.host, limits: order.request.limits, reader: order.reader)
    complaint.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    setConnection(configuration)
    setRequest()
    setAnswer()
  }

  deinit {
    curl_slist_free_all(headerLines)
    complaint.deallocate()
  }

  /// What became of the transfer that ended with `code`.
  func result(_ code: CURLcode) -> Result<HTTPResponse, HTTPError> {
    var status = 0
    _ = ccurl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
    let isEnough = order.request.limits.takesPartialBody && status >= 200
    guard code == CURLE_OK || isEnough else {
      return .failure(
        answer.refusal
          ?? CurlFailure(code, detail: String(cString: complaint), on: easy).error(for: order))
    }
    return .success(HTTPResponse(status: status, headers: answer.headers, body: answer.body))
  }

  private func setConnection(_ configuration: CurlConfiguration) {
    let limits = order.request.limits
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
    set(CURLOPT_TCP_KEEPALIVE, 1)
    set(CURLOPT_MAXAGE_CONN, max(1, Int(configuration.longestIdle.inSeconds)))
    if !configuration.keepsConnections {
      set(CURLOPT_FRESH_CONNECT, 1)
      set(CURLOPT_FORBID_REUSE, 1)
    }
    set(CURLOPT_CONNECTTIMEOUT_MS, limits.connectTimeout.inMilliseconds)
    set(CURLOPT_TIMEOUT_MS, limits.totalTimeout.inMilliseconds)
    if let stall = limits.stallTimeout {
      set(CURLOPT_LOW_SPEED_LIMIT, 1)
      set(CURLOPT_LOW_SPEED_TIME, max(1, Int(stall.inSeconds.rounded(.up))))
    }
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    if let bundle = configuration.certificateBundle {
      set(CURLOPT_CAINFO, bundle)
      set(CURLOPT_PROXY_CAINFO, bundle)
    }
    // An empty proxy keeps libcurl from looking into the environment by itself.
    set(CURLOPT_PROXY, configuration.proxy.url(for: order.url)?.revealed ?? "")
    set(CURLOPT_NOPROXY, configuration.proxy.bypass)
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    set(CURLOPT_USERAGENT, configuration.userAgent)
  }

  private func setRequest() {
    let request = order.request
    set(CURLOPT_URL, request.url)
    set(CURLOPT_PATH_AS_IS, 1)
    if request.method == "HEAD" {
      set(CURLOPT_NOBODY, 1)
    } else if !request.body.isEmpty || ["POST", "PUT"].contains(request.method) {
      set(CURLOPT_POST, 1)
      check(ccurl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, request.body.count))
      request.body.withUnsafeBytes { bytes in
        check(
          bytes.withMemoryRebound(to: CChar.self) {
            ccurl_set_text(easy, CURLOPT_COPYPOSTFIELDS, $0.baseAddress)
          })
      }
    }
    if !["GET", "HEAD", "POST"].contains(request.method) || setsGetWithBody {
      set(CURLOPT_CUSTOMREQUEST, request.method)
    }
    addHeaderLine("Expect:")
    if request.header("Content-Type") == nil { addHeaderLine("Content-Type:") }
    for header in request.headers {
      let isEmpty = header.value.allSatisfy(\.isWhitespace)
      addHeaderLine(isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
    }
    check(ccurl_set_list(easy, CURLOPT_HTTPHEADER, headerLines))
  }

  private var setsGetWithBody: Bool {
    order.request.method == "GET" && !order.request.body.isEmpty
  }

  private func setAnswer() {
    let limits = order.request.limits
    let context = Unmanaged.passUnretained(self).toOpaque()
    set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate")
    check(ccurl_set_offset(easy, CURLOPT_MAXFILESIZE_LARGE, limits.maximumBodyBytes))
    check(ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, complaint))
    check(ccurl_set_pointer(easy, CURLOPT_HEADERDATA, context))
    check(ccurl_set_pointer(easy, CURLOPT_WRITEDATA, context))
    check(
      ccurl_set_writer(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
        CurlTransfer.at(context).take(bytes, size * count) { $0.takeHeaderLine($1) }
      })
    check(
      ccurl_set_writer(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
        CurlTransfer.at(context).take(bytes, size * count) { $0.takeBody($1) }
      })
  }

  /// Anything but `count` makes libcurl end the transfer.
  private func take(
    _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int,
    _ receive: (inout IncomingAnswer, UnsafeRawBufferPointer) -> Bool
  ) -> Int {
    let isWelcome = receive(&answer, UnsafeRawBufferPointer(start: bytes, count: count))
    return isWelcome ? count : (count == 0 ? 1 : 0)
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> CurlTransfer {
    guard let context else { preconditionFailure("libcurl lost the transfer it was given") }
    return Unmanaged.fromOpaque(context).takeUnretainedValue()
  }

  private func addHeaderLine(_ line: String) {
    guard let longer = curl_slist_append(headerLines, line) else {
      return check(CURLE_OUT_OF_MEMORY)
    }
    headerLines = longer
  }

  private func set(_ option: CURLoption, _ value: Int) {
    check(ccurl_set_long(easy, option, value))
  }

  private func set(_ option: CURLoption, _ value: String) {
    check(ccurl_set_text(easy, option, value))
  }

  private func check(_ code: CURLcode) {
    if setup == CURLE_OK { setup = code }
  }
}

extension Duration {
  /// At least one: zero would mean no limit to libcurl.
  fileprivate var inMilliseconds: Int { max(1, Int(min(inSeconds, 1e6) * 1000)) }
}
