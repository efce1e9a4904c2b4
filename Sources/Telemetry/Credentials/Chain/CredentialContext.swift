/// What every place of the chain may need to answer.
struct CredentialContext: Sendable {
  let settings: AWSSettings
  let environment: AWSEnvironment
  let transport: any HTTPTransport

  func profile(_ name: String) -> AWSProfile { settings.files.profile(name) ?? AWSProfile() }

  /// A file that settings point to, as one line of text.
  func token(at path: String) throws(TokenFileError) -> Secret {
    let expanded = environment.expanding(path)
    let bytes: [UInt8]
    do {
      guard let read = try environment.readFile(expanded) else { throw FileReadError.failed }
      bytes = read
    } catch {
      throw .unreadable(path: expanded)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .notText(path: expanded)
    }
    let token = String(text.unicodeScalars[...].trimmed)
    guard !token.isEmpty else { throw .empty(path: expanded) }
    return Secret(token)
  }
}

/// Why a file with a token is of no use.
enum TokenFileError: Error, Equatable {
  case unreadable(path: String)
  case notText(path: String)
  case empty(path: String)
}

extension TokenFileError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unreadable(let path):
      "the token file \(path.printable(200)) cannot be read; check the path and its permissions"
    case .notText(let path): "the token file \(path.printable(200)) is not UTF-8 text; renew it"
    case .empty(let path): "the token file \(path.printable(200)) is empty; renew it"
    }
  }
}
