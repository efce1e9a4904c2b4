import CostModel
import Foundation
import FoundationXML

/// The leaves of an XML answer of STS, by the name of their parent and their own.
struct STSAnswer {
  private let leaves: [String: String]

  /// Nil when the text is not XML.
  init?(_ body: [UInt8]) {
    let collector = LeafCollector()
    let parser = XMLParser(data: Data(body))
    parser.delegate = collector
    guard parser.parse() else { return nil }
    leaves = collector.leaves
  }

  /// `Error/Code` and `Error/Message`.
  var error: (code: String, message: String)? {
    leaves["Error/Code"].map { ($0, leaves["Error/Message"] ?? "") }
  }

  /// Nil when a part is missing.
  var credentials: AWSCredentials? {
    guard let id = leaves["Credentials/AccessKeyId"], !id.isEmpty,
      let secret = leaves["Credentials/SecretAccessKey"], !secret.isEmpty,
      let token = leaves["Credentials/SessionToken"], !token.isEmpty,
      let expiration = leaves["Credentials/Expiration"].flatMap({ Instant(iso8601: $0) })
    else { return nil }
    return AWSCredentials(
      accessKeyID: id, secretAccessKey: Secret(secret), sessionToken: Secret(token),
      expiration: expiration, accountID: accountID)
  }

  /// The fifth part of the ARN `arn:aws:sts::123456789012:assumed-role/…`.
  private var accountID: String? {
    let parts = leaves["AssumedRoleUser/Arn"]?.split(
      separator: ":", omittingEmptySubsequences: false)
    guard let parts, parts.count > 4, !parts[4].isEmpty else { return nil }
    return String(parts[4])
  }
}

private final class LeafCollector: NSObject, XMLParserDelegate {
  private(set) var leaves: [String: String] = [:]
  private var path: [String] = []
  private var text = ""

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    path.append(elementName)
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    leaves[path.suffix(2).joined(separator: "/")] = String(text.unicodeScalars[...].trimmed)
    path.removeLast()
    text = ""
  }
}
