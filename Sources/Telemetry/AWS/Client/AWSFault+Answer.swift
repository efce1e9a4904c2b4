import CostModel
import Foundation

extension AWSFault {
  /// Reads the error of any AWS protocol; nil when the answer is none.
  init?(_ response: HTTPResponse, to call: AWSCall, hiding keys: AWSCredentials?) {
    guard !(200..<300).contains(response.status) else { return nil }
    let told = Self.document(in: response.body.prefix(64 << 10))
    let spelled =
      response.header("x-amzn-query-error") ?? told["code"]
      ?? response.header("x-amzn-errortype") ?? "HTTP \(response.status)"
    code = Self.bareCode(spelled)
    action = call.action
    status = response.status
    requestID =
      (response.header("x-amzn-requestid") ?? response.header("x-amz-request-id")
      ?? told["requestid"])?.printable(80)
    date = response.date
    region = (response.header("x-amz-bucket-region") ?? told["region"])?.printable(63)
    retryAfter = response.retryAfter
    message = Self.harmless(told["message"] ?? "", code: code, keys: keys)
  }

  /// `code`, `message` and `requestid`, from JSON or XML, whatever the content type says.
  private static func document(in body: ArraySlice<UInt8>) -> [String: String] {
    guard body.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else {
      let leaves = XMLLeaves(Array(body))
      return [
        "code": leaves?["Code"], "message": leaves?["Message"],
        "requestid": leaves?["RequestId"] ?? leaves?["RequestID"], "region": leaves?["Region"],
      ].compactMapValues { $0 }
    }
    let json = try? JSONSerialization.jsonObject(with: Data(body))
    guard let tree = json as? [String: Any] else { return [:] }
    var texts: [String: String] = [:]
    for (key, value) in tree { if let text = value as? String { texts[key.lowercased()] = text } }
    texts["code"] = texts["__type"] ?? texts["code"]
    texts["message"] = texts["message"] ?? texts["errormessage"]
    return texts
  }

  /// `com.amazonaws#Throttling:http://…` and `Throttling;Sender` are both `Throttling`.
  private static func bareCode(_ spelled: String) -> String {
    let start = spelled.firstIndex(of: "#").map { spelled.index(after: $0) } ?? spelled.startIndex
    return spelled[start...].prefix { $0 != ":" && $0 != ";" }.printable(80)
  }

  /// Messages about signatures quote the headers that were signed, the session token among them.
  private static func harmless(_ message: String, code: String, keys: AWSCredentials?) -> String {
    let quotes = signatureQuotes.compactMap { message.firstRange(of: $0)?.lowerBound }.min()
    let kept = message[..<(quotes ?? message.endIndex)]
    let secrets = [keys?.secretAccessKey, keys?.sessionToken].compactMap { $0?.revealed }
    // The longest first: one may contain the other.
    return secrets.filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }
      .reduce(String(kept)) { $0.replacing($1, with: "<redacted>") }
      .printable(300)
  }

  private static let signatureQuotes = [
    "The Canonical String", "The String-to-Sign", "Authorization=", "AWS4-HMAC-SHA256",
    "AWS4-ECDSA", "x-amz-security-token", "X-Amz-Security-Token",
  ]
}
