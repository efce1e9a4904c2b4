import Yams

/// A text as one YAML scalar on one line, a string whatever it looks like.
struct YAMLScalar: CustomStringConvertible {
  let description: String

  init(_ text: String) throws {
    let node = Node(text, Tag(.str), .doubleQuoted)
    // Without a width libyaml folds at 80 columns.
    let line = try Yams.serialize(node: node, width: -1, allowUnicode: true)
    description = String(line.prefix { $0 != "\n" })
  }
}
