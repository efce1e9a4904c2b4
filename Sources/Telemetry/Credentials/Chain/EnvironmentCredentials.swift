import CostModel

/// Keys in `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
struct EnvironmentCredentials {
  let environment: AWSEnvironment

  func find() throws(KeyPairError) -> CredentialSearch {
    guard let id = environment["AWS_ACCESS_KEY_ID"] else {
      return .absent("AWS_ACCESS_KEY_ID is not set")
    }
    let place = "the environment"
    guard let secret = environment["AWS_SECRET_ACCESS_KEY"] else {
      throw .incomplete(missing: "AWS_SECRET_ACCESS_KEY", place: place)
    }
    // botocore's order: the older name of the token comes first.
    let token = environment["AWS_SECURITY_TOKEN"] ?? environment["AWS_SESSION_TOKEN"]
    var expiration: Instant?
    if let text = environment["AWS_CREDENTIAL_EXPIRATION"] {
      guard let instant = Instant(iso8601: text) else {
        throw .badExpiration(key: "AWS_CREDENTIAL_EXPIRATION", place: place)
      }
      expiration = instant
    }
    return .found(
      FoundCredentials(
        credentials: AWSCredentials(
          accessKeyID: id, secretAccessKey: Secret(secret), sessionToken: token.map { Secret($0) },
          expiration: expiration, accountID: environment["AWS_ACCOUNT_ID"]),
        source: CredentialPlace.environment.rawValue))
  }
}

/// Why a key pair that is there cannot be used.
enum KeyPairError: Error, Hashable {
  case incomplete(missing: String, place: String)
  case badExpiration(key: String, place: String)
}

extension KeyPairError: CustomStringConvertible {
  var description: String {
    switch self {
    case .incomplete(let missing, let place):
      "\(place.printable(200)) has part of a key pair but no \(missing); set it or remove the rest"
    case .badExpiration(let key, let place):
      "\(key) in \(place.printable(200)) is not an ISO 8601 time; correct or remove it"
    }
  }
}
