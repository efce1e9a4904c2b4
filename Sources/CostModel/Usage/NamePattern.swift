import Foundation

/// A shell pattern on a name, as fnmatch(3) reads it: `*`, `?`, `[a-z]`, `[!a-z]`, and `\` before one of these.
///
/// Case matters, the whole name has to fit, and a `[` that nothing closes is itself.
package struct NamePattern: Hashable, Sendable {
  package let pattern: String

  package init(_ pattern: String) { self.pattern = pattern }

  package func matches(_ name: String) -> Bool { fnmatch(pattern, name, 0) == 0 }
}
