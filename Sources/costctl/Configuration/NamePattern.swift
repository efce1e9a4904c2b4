import Foundation

/// A shell pattern on a name: `*`, `?` and `[…]`, as fnmatch(3) reads them.
struct NamePattern: Hashable, Sendable {
  let pattern: String

  init(_ pattern: String) { self.pattern = pattern }

  func matches(_ name: String) -> Bool { fnmatch(pattern, name, 0) == 0 }
}
