import CostModel

/// The user's own figures for the comparison of total cost.
struct TCOTerms: Hashable, Sendable {
  /// The preset of the on-prem node.
  var node: String?
  /// By input, each with the line that set it.
  var figures: [TCOKey: TCOAssumptions.Given] = [:]

  static let nodeKey = "node"
  static let keys = [nodeKey] + TCOKey.allCases.map(\.rawValue)

  init() {}

  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let section = try ConfigurationSection(node, keys: Self.keys)
    self.node = try section.text(Self.nodeKey)
    for key in TCOKey.allCases {
      figures[key] = try section.optional(key.rawValue) { node throws(ConfigurationError) in
        TCOAssumptions.Given(
          value: try node.figure(of: key),
          place: "given in \(node.location.file):\(node.location.line)")
      }
    }
  }
}

extension ConfigurationNode {
  fileprivate func figure(of key: TCOKey) throws(ConfigurationError) -> Double {
    guard key.isWhole else { return try number(in: key.range) }
    return Double(try integer(in: Int(key.range.lowerBound)...Int(key.range.upperBound)))
  }
}
