internal import Foundation

/// The text files in which Linux describes a host, below a root that tests replace.
package struct HostFiles: Sendable {
  private let root: String

  package init(root: String = "") { self.root = root }

  /// The file's text without surrounding space; nil if it is not there.
  func text(_ path: String) -> String? {
    guard let data = FileManager.default.contents(atPath: root + path) else { return nil }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func number(_ path: String) -> Int? { text(path).flatMap { Int($0) } }

  /// Names in a folder, ascending; none if it is not there.
  func names(in folder: String) -> [String] {
    // A folder that is missing describes nothing.
    ((try? FileManager.default.contentsOfDirectory(atPath: root + folder)) ?? []).sorted()
  }
}
