import CostModel
import Telemetry

extension Delivery {
  private static let targetKeys =
    ["file", "s3"] + ConfigurationSection.secretKeys("slack_webhook")
    + ConfigurationSection.secretKeys("webhook_url") + ["email"]

  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let section = try ConfigurationSection(
      node,
      keys: Self.targetKeys + ConfigurationSection.secretKeys("hmac_key") + [
        "on", "timeout_seconds",
      ])
    let slack = try section.secret("slack_webhook")
    let webhook = try section.secret("webhook_url")
    let key = try section.secret("hmac_key")
    let targets = [
      try section.optional("file", Self.file), try section.optional("s3", Self.s3),
      slack.map(Target.slack), webhook.map { Target.webhook(url: $0, key: key) },
      try section.optional("email") { node throws(ConfigurationError) in
        Target.email(try Email(node))
      },
    ].compactMap(\.self)
    guard targets.count == 1 else {
      throw node.refused(
        "a delivery needs exactly one of \(Self.targetKeys.joined(separator: ", "))")
    }
    guard key == nil || webhook != nil else {
      throw node.refused("hmac_key signs what goes to webhook_url, and there is none")
    }
    target = targets[0]
    condition = try section.optional("on", Condition.init) ?? .always
    timeout =
      try section.integer("timeout_seconds", in: 1...600).map { .seconds($0) }
      ?? Self.standardTimeout
  }

  private static func file(_ node: ConfigurationNode) throws(ConfigurationError) -> Target {
    let path = try node.text()
    guard Parcel.isPlace(path) else { throw refusedPlace(node) }
    return .file(path)
  }

  private static func s3(_ node: ConfigurationNode) throws(ConfigurationError) -> Target {
    let address = try node.text()
    let parts = address.dropFirst("s3://".count).split(
      separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard address.hasPrefix("s3://"), let bucket = parts.first.map(String.init),
      BucketAccess.isBucketName(bucket)
    else { throw node.refused("'\(address)' is not an address such as s3://bucket/folder/") }
    let key = parts.count > 1 ? String(parts[1]) : ""
    guard Parcel.isPlace(key) else { throw refusedPlace(node) }
    return .s3(bucket: bucket, key: key)
  }

  private static func refusedPlace(_ node: ConfigurationNode) -> ConfigurationError {
    let names = Parcel.fileExtensions.map { ".\($0)" }.joined(separator: ", ")
    return node.refused("it must end in / for a folder or in one of \(names) for a file")
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
    let section = try ConfigurationSection(
      node,
      keys: ["from", "to", "smtp", "user"] + ConfigurationSection.secretKeys("password"))
    from = try section.optional("from", Self.address)
    to = try section.list("to", Self.address)
    guard !to.isEmpty else { throw .missingKey(node.location, key: "\(node.path).to") }
    smtp = try section.required("smtp", Self.server)
    user = try section.text("user")
    password = try section.secret("password")
    guard user == nil || password != nil else {
      throw node.refused("a user needs password_env or password_file")
    }
  }

  private static func address(_ node: ConfigurationNode) throws(ConfigurationError) -> String {
    let address = try node.text()
    guard EmailAddressing.isAddress(address) else {
      throw node.refused("'\(address)' is not an e-mail address such as finops@example.com")
    }
    return address
  }

  /// A password in the address would be a secret in the file, so it is not repeated here.
  private static func server(_ node: ConfigurationNode) throws(ConfigurationError) -> String {
    let address = try node.text()
    guard MailServer(address) != nil else {
      throw node.refused(
        "it is not a server such as smtps://mail.example.com, with no more than a port")
    }
    return address
  }
}
