import CostModel
import Foundation

/// The JSON in which a credential process, a container and the instance metadata hand out keys.
struct CredentialDocument: Decodable {
  let version: Int?
  private let accessKeyID: String?
  private let secretAccessKey: String?
  private let sessionToken: String?
  private let token: String?
  private let expiration: String?
  private let accountID: String?

  private enum CodingKeys: String, CodingKey {
    case version = "Version"
    case accessKeyID = "AccessKeyId"
    case secretAccessKey = "SecretAccessKey"
    case sessionToken = "SessionToken"
    case token = "Token"
    case expiration = "Expiration"
    case accountID = "AccountId"
  }

  /// Decoding errors quote what they read, so none of them is passed on.
  static func decode(_ bytes: [UInt8]) throws(CredentialDocumentError) -> CredentialDocument {
    guard let document = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else {
      throw .malformed
    }
    return document
  }

  func credentials() throws(CredentialDocumentError) -> AWSCredentials {
    guard let id = accessKeyID, !id.isEmpty else { throw .missing("AccessKeyId") }
    guard let secret = secretAccessKey, !secret.isEmpty else { throw .missing("SecretAccessKey") }
    var instant: Instant?
    if let expiration {
      instant = Instant(iso8601: expiration)
      if instant == nil { throw .badExpiration }
    }
    return AWSCredentials(
      accessKeyID: id, secretAccessKey: Secret(secret),
      sessionToken: (sessionToken ?? token).map { Secret($0) }, expiration: instant,
      accountID: accountID)
  }
}

/// Why a document with keys cannot be used; nothing of it is quoted.
enum CredentialDocumentError: Error, Hashable {
  case malformed
  case missing(String)
  case badExpiration
}

extension CredentialDocumentError: CustomStringConvertible {
  var description: String {
    switch self {
    case .malformed: "not the JSON of credentials"
    case .missing(let key): "JSON without \(key)"
    case .badExpiration: "an Expiration that is not an ISO 8601 time"
    }
  }
}
