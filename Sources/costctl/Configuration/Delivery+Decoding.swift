import CostModel

extension Delivery {
  private static let targetKeys = ["file", "s3", "slack_webhook_env", "email"]

  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let section = try ConfigurationSection(node, keys: Self.targetKeys + ["on"])
    let targets = [
      try section.optional("file") { node throws(ConfigurationError) in
        Target.file(try node.text())
      },
      try section.optional("s3", Self.s3),
      try section.optional("slack_webhook_env", Self.slack),
      try section.optional("email") { node throws(ConfigurationError) in
        Target.email(try Email(node))
      },
    ].compactMap(\.self)
    guard targets.count == 1 else {
      throw node.refused(
        "a delivery needs exactly one of \(Self.targetKeys.joined(separator: ", "))")
    }
    target = targets[0]
    condition = try section.optional("on", Condition.init) ?? .always
  }

  private static func s3(_ node: ConfigurationNode) throws(ConfigurationError) -> Target {
    let address = try node.text()
    guard address.hasPrefix("s3://"), address.count > 5 else {
      throw node.refused("'\(address)' is not an address such as s3://bucket/folder/")
    }
    return .s3(address)
  }

  private static func slack(_ node: ConfigurationNode) throws(ConfigurationError) -> Target {
    let variable = try node.text()
    guard variable.allSatisfy({ $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
      throw node.refused("it takes the name of an environment variable, not the address itself")
    }
    return .slack(variable: variable)
  }
}

extension Delivery.Condition {
  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let text = try node.text()
    switch text {
    case "always": self = .always
    case "change": self = .change
    default:
      let parts = text.split(separator: ">", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0] == "saving", let usd = Double(parts[1]), usd.isFinite,
        usd >= 0
      else { throw node.wrongType("always, change or saving>USD") }
      self = .savingAbove(USD(usd))
    }
  }
}

extension Delivery.Email {
  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let section = try ConfigurationSection(node, keys: ["to", "smtp", "password_file"])
    to = try section.list("to", Self.address)
    guard !to.isEmpty else { throw .missingKey(node.location, key: "\(node.path).to") }
    smtp = try section.required("smtp", Self.server)
    passwordFile = try section.text("password_file")
  }

  private static func address(_ node: ConfigurationNode) throws(ConfigurationError) -> String {
    let address = try node.text()
    guard address.split(separator: "@", omittingEmptySubsequences: false).count == 2 else {
      throw node.refused("'\(address)' is not an e-mail address")
    }
    return address
  }

  private static func server(_ node: ConfigurationNode) throws(ConfigurationError) -> String {
    let address = try node.text()
    guard address.hasPrefix("smtp://") || address.hasPrefix("smtps://") else {
      throw node.refused("'\(address)' is not a server such as smtps://mail.example.com")
    }
    return address
  }
}
