import CCurl
import CostModel
import Foundation
import Synchronization

/// One message on one libcurl handle, from its options to its result.
final class CurlMailTransfer {
  private let order: MailOrder
  private let easy: UnsafeMutableRawPointer
  private var setup = CURLE_OK
  private let complaint = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private var receivers: UnsafeMutablePointer<curl_slist>?
  private var headerLines: UnsafeMutablePointer<curl_slist>?
  private var mime: OpaquePointer?
  private var conversation = MailConversation()

  /// Blocks until the server answered or the time is up.
  static func run(_ order: MailOrder) -> Result<MailAnswer, MailError> {
    CurlLoop.blockBrokenPipeSignal()
    guard let easy = curl_easy_init() else {
      return .failure(.unavailable(reason: "out of memory"))
    }
    return CurlMailTransfer(order, on: easy).perform()
  }

  private init(_ order: MailOrder, on easy: UnsafeMutableRawPointer) {
    self.order = order
    self.easy = easy
    complaint.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_mime_free(mime)
    curl_slist_free_all(receivers)
    curl_slist_free_all(headerLines)
    complaint.deallocate()
  }

  private func perform() -> Result<MailAnswer, MailError> {
    setConnection()
    setMessage()
    setListeners()
    guard setup == CURLE_OK else {
      return .failure(.unavailable(reason: String(cString: curl_easy_strerror(setup))))
    }
    let code = curl_easy_perform(easy)
    return withExtendedLifetime(self) {
      MailVerdict(order, conversation, code: code, complaint: String(cString: complaint), easy)
        .result
    }
  }

  private func setConnection() {
    let server = order.server
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    set(CURLOPT_URL, server.url)
    set(CURLOPT_PROXY, "")
    let total = max(1, Int(min(order.totalTimeout.inSeconds, 1e6) * 1000))
    set(CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(min(order.connectTimeout.inSeconds, 1e6) * 1000)))
    set(CURLOPT_TIMEOUT_MS, total)
    set(CURLOPT_SERVER_RESPONSE_TIMEOUT, total / 1000 + 1)
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    if let bundle = order.certificateBundle { set(CURLOPT_CAINFO, bundle) }
    // A mail server of this machine often has a certificate that nobody vouches for.
    let tls = server.isThisMachine ? CURLUSESSL_NONE : CURLUSESSL_ALL
    set(CURLOPT_USE_SSL, Int(tls.rawValue))
    if let login = order.login {
      set(CURLOPT_USERNAME, login.user)
      set(CURLOPT_PASSWORD, login.password.revealed)
    }
  }

  /// multipart/mixed of a multipart/alternative and the attachments.
  private func setMessage() {
    let message = order.message
    set(CURLOPT_MAIL_FROM, "<\(message.from)>")
    for address in message.to { append("<\(address)>", to: &receivers) }
    check(ccurl_set_list(easy, CURLOPT_MAIL_RCPT, receivers))
    // One receiver who is gone must not keep the report from the others.
    set(CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1)
    for line in message.headerLines { append(line, to: &headerLines) }
    check(ccurl_set_list(easy, CURLOPT_HTTPHEADER, headerLines))

    let alternatives = curl_mime_init(easy)
    addText(message.text, "text/plain; charset=utf-8", to: alternatives)
    addText(message.html, "text/html; charset=utf-8", to: alternatives)
    mime = curl_mime_init(easy)
    let body = curl_mime_addpart(mime)
    // From here on the outer one frees it.
    check(curl_mime_subparts(body, alternatives))
    check(curl_mime_type(body, "multipart/alternative"))
    for attachment in message.attachments { add(attachment) }
    check(ccurl_set_pointer(easy, CURLOPT_MIMEPOST, mime.map { UnsafeMutableRawPointer($0) }))
  }

  private func addText(_ text: String, _ type: String, to parts: OpaquePointer?) {
    let part = curl_mime_addpart(parts)
    let lines = text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
    setData(Array(lines.utf8), of: part)
    check(curl_mime_type(part, type))
    check(curl_mime_encoder(part, "quoted-printable"))
  }

  private func add(_ attachment: Parcel.Attachment) {
    let part = curl_mime_addpart(mime)
    setData(attachment.bytes, of: part)
    check(curl_mime_type(part, attachment.mediaType.printable(100)))
    let name = attachment.name.map { $0.isASCII && !$0.isWhitespace && $0 != "/" ? $0 : "-" }
    check(curl_mime_filename(part, String(name)))
    check(curl_mime_encoder(part, "base64"))
  }

  private func setData(_ bytes: [UInt8], of part: OpaquePointer?) {
    bytes.withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        // A null pointer would take the part's data away.
        if let start = $0.baseAddress { check(curl_mime_data(part, start, $0.count)) }
      }
    }
  }

  private func setListeners() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    check(ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, complaint))
    check(ccurl_set_pointer(easy, CURLOPT_DEBUGDATA, context))
    check(ccurl_set_pointer(easy, CURLOPT_XFERINFODATA, context))
    check(
      ccurl_set_writer(easy, CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count })
    check(
      ccurl_set_tracer(easy) { _, type, bytes, count, context in
        let heard = UnsafeRawBufferPointer(start: bytes, count: count)
        CurlMailTransfer.at(context).listen(type, heard)
        return 0
      })
    set(CURLOPT_VERBOSE, 1)
    check(
      ccurl_set_progress(easy) { context, _, _, _, _ in
        CurlMailTransfer.at(context).order.isCancelled.load(ordering: .relaxed) ? 1 : 0
      })
    set(CURLOPT_NOPROGRESS, 0)
  }

  private func listen(_ type: curl_infotype, _ bytes: UnsafeRawBufferPointer) {
    switch type {
    case CURLINFO_DATA_OUT: conversation.send(bytes)
    case CURLINFO_HEADER_OUT:
      for line in Self.lines(bytes) { conversation.say(line) }
    case CURLINFO_HEADER_IN:
      for line in Self.lines(bytes) { conversation.hear(line) }
    default: break
    }
  }

  private static func lines(_ bytes: UnsafeRawBufferPointer) -> [String] {
    bytes.split { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> CurlMailTransfer {
    guard let context else { preconditionFailure("libcurl lost the message it was given") }
    return Unmanaged.fromOpaque(context).takeUnretainedValue()
  }

  private func append(_ line: String, to list: inout UnsafeMutablePointer<curl_slist>?) {
    guard let longer = curl_slist_append(list, line) else { return check(CURLE_OUT_OF_MEMORY) }
    list = longer
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
