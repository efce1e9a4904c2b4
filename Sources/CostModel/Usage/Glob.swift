/// A shell-style pattern over names: `*` any run, `?` any one character, the rest literally.
package struct Glob: Hashable, Sendable {
  package let pattern: String

  package init(_ pattern: String) { self.pattern = pattern }

  package func matches(_ name: String) -> Bool {
    let pattern = Array(self.pattern)
    let name = Array(name)
    var (p, n) = (0, 0)
    var lastStar: (pattern: Int, name: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == "*" {
        lastStar = (p, n)
        p += 1
      } else if p < pattern.count, pattern[p] == "?" || pattern[p] == name[n] {
        p += 1
        n += 1
      } else if let star = lastStar {
        lastStar = (star.pattern, star.name + 1)
        p = star.pattern + 1
        n = star.name + 1
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }
}
