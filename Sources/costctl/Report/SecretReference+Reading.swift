import Foundation
import Telemetry

/// Why a secret that the configuration refers to could not be had; never the secret, nor what was taken for
/// its name.
enum SecretError: Error, Hashable, Sendable, CustomStringConvertible {
  case unset(variable: String)
  case unreadable(file: String, reason: String)
  case empty(file: String)

  var description: String {
    switch self {
    case .unset(let variable): "the environment variable \(variable) is not set"
    case .unreadable(let file, let reason): "the secret in \(file) cannot be read: \(reason)"
    case .empty(let file): "\(file) should hold a secret on its first line and holds none"
    }
  }
}

extension SecretReference {
  /// The variable's value, or the first line of the file.
  func read(in session: Session) throws(SecretError) -> Secret {
    switch self {
    case .variable(let name):
      guard let value = session.surroundings.variable(name) else { throw .unset(variable: name) }
      return Secret(value.trimmingCharacters(in: .whitespacesAndNewlines))
    case .file(let path):
      return try Self.firstLine(of: session.surroundings.absolute(path), called: path)
    }
  }

  private static func firstLine(of path: String, called name: String) throws(SecretError) -> Secret
  {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .unreadable(file: name, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    let count = Foundation.read(descriptor, &bytes, bytes.count)
    guard count >= 0 else {
      throw .unreadable(file: name, reason: String(cString: strerror(errno)))
    }
    let line = bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }
    let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespaces)
    let secret = text.hasSuffix("\r") ? String(text.dropLast()) : text
    guard !secret.isEmpty else { throw .empty(file: name) }
    return Secret(secret)
  }
}
