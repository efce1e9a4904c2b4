import CostModel

/// An account to read, by a named profile, a role to assume, or a role assumed by a profile.
struct PulledAccount: Hashable, Sendable {
  let profile: String?
  let roleARN: String?
  /// Empty for the region in force.
  let regions: [String]

  /// As messages call it.
  var name: String { roleARN ?? profile.map { "profile \($0)" } ?? "the account" }

  init(profile: String?) {
    self.profile = profile
    roleARN = nil
    regions = []
  }

  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let section = try ConfigurationSection(node, keys: ["profile", "role_arn", "regions"])
    profile = try section.text("profile")
    roleARN = try section.optional("role_arn", Self.roleARN)
    regions = try section.list("regions", Configuration.region)
    guard profile != nil || roleARN != nil else {
      throw node.refused("an account needs profile or role_arn")
    }
  }

  private static func roleARN(_ node: ConfigurationNode) throws(ConfigurationError) -> String {
    let arn = try node.text()
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn", parts[2] == "iam", parts[5].hasPrefix("role/")
    else {
      throw node.refused("'\(arn)' is not a role such as arn:aws:iam::123456789012:role/name")
    }
    return arn
  }
}
