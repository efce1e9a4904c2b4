/// A managed runtime of Lambda, `python3.12`, read as far as SnapStart depends on it.
package struct LambdaRuntime: Hashable, Sendable, CustomStringConvertible {
  /// As the Lambda API spells it; any text: one that is no runtime supports nothing.
  package let identifier: String

  package init(_ identifier: String) { self.identifier = identifier }

  package var description: String { identifier }

  /// Java from 11 on, Python from 3.12, .NET from 8 (Lambda Developer Guide, 2026).
  package var supportsSnapStart: Bool {
    if let version = version(after: "python") { return version >= (3, 12) }
    if let version = version(after: "java") { return version >= (11, 0) }
    if let version = version(after: "dotnet") { return version >= (8, 0) }
    return false
  }

  /// Snapshots of Java cost nothing.
  package var hasFreeSnapStart: Bool { identifier.hasPrefix("java") && supportsSnapStart }

  /// The numbers right after the language; nil for another language, or one that goes on.
  private func version(after language: String) -> (major: Int, minor: Int)? {
    guard identifier.hasPrefix(language) else { return nil }
    let parts = identifier.dropFirst(language.count).split(separator: ".")
    guard let major = parts.first.flatMap({ Int($0) }) else { return nil }
    return (major, parts.dropFirst().first.flatMap { Int($0) } ?? 0)
  }
}
