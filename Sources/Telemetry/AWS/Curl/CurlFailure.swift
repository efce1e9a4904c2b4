import CCurl

/// A libcurl result code, and the error it means to us.
struct CurlFailure {
  private let code: CURLcode
  private let reason: String
  private let wasConnected: Bool

  /// Codes whose sentence from libcurl quotes names and numbers only.
  ///
  /// Others may quote the URL, or the proxy with its password.
  private static let harmless = [
    CURLE_COULDNT_CONNECT, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION,
    CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
  ]

  /// `detail` is libcurl's own sentence; it may quote the server and is cleaned here.
  init(_ code: CURLcode, detail: String, on easy: UnsafeMutableRawPointer) {
    self.code = code
    let isShown = !detail.isEmpty && Self.harmless.contains(code)
    reason = (isShown ? detail : String(cString: curl_easy_strerror(code))).printable(200)
    var sinceStart: curl_off_t = 0
    _ = ccurl_get_offset(easy, CURLINFO_PRETRANSFER_TIME_T, &sinceStart)
    wasConnected = sinceStart > 0
  }

  func error(for order: CurlOrder) -> HTTPError {
    let host = order.url.host
    let limits = order.request.limits
    return switch code {
    case CURLE_URL_MALFORMAT: .badURL
    case CURLE_COULDNT_RESOLVE_HOST: .resolution(host: host)
    case CURLE_OPERATION_TIMEDOUT where wasConnected:
      .timeout(host: host, after: limits.totalTimeout)
    case CURLE_OPERATION_TIMEDOUT:
      .unreached(
        host: host,
        reason: "no connection within \(min(limits.connectTimeout, limits.totalTimeout))")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE,
      CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CIPHER,
      CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_CERTPROBLEM:
      .tls(host: host, reason: reason)
    case CURLE_FILESIZE_EXCEEDED: .tooLarge(host: host, limit: limits.maximumBodyBytes)
    // libcurl gives up on a header line of over 100 KB with this code.
    case CURLE_OUT_OF_MEMORY where wasConnected:
      .headersTooLarge(host: host, limit: limits.maximumHeaderBytes)
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING,
      CURLE_WRITE_ERROR:
      .badAnswer(host: host, reason: reason)
    case CURLE_FAILED_INIT, CURLE_OUT_OF_MEMORY, CURLE_BAD_FUNCTION_ARGUMENT,
      CURLE_UNKNOWN_OPTION, CURLE_NOT_BUILT_IN:
      .unavailable(reason: reason)
    default:
      wasConnected
        ? .connection(host: host, reason: reason) : .unreached(host: host, reason: reason)
    }
  }
}
