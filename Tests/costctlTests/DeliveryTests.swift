import CostModel
import Telemetry
import Testing

@testable import costctl

@Suite("Deliveries in the configuration")
struct DeliveryTests {
  private func delivery(_ yaml: String) throws -> Delivery {
    let text = "report: { deliver: [{ \(yaml) }] }"
    return try #require(Configuration(yaml: text, file: "c.yaml").report.deliveries.first)
  }

  @Test(
    "each kind of target is read whole",
    arguments: [
      ("file: \"reports/{period}.html\"", .file("reports/{period}.html")),
      ("file: reports/", .file("reports/")),
      ("s3: \"s3://finops-reports\"", .s3(bucket: "finops-reports", key: "")),
      (
        "s3: \"s3://finops-reports/a/{period}.md\"",
        .s3(bucket: "finops-reports", key: "a/{period}.md")
      ),
      ("slack_webhook_env: HOOK", .slack(.variable("HOOK"))),
      ("slack_webhook_file: hook", .slack(.file("hook"))),
      ("webhook_url_env: HOOK", .webhook(url: .variable("HOOK"), key: nil)),
      (
        "webhook_url_file: hook, hmac_key_env: HOOK_KEY",
        .webhook(url: .file("hook"), key: .variable("HOOK_KEY"))
      ),
      (
        "email: { to: [a@b.example], smtp: \"smtp://localhost\" }",
        .email(
          .init(from: nil, to: ["a@b.example"], smtp: "smtp://localhost", user: nil, password: nil))
      ),
      (
        "email: { from: c@d.example, to: [a@b.example], smtp: \"smtps://m:465\", user: u, "
          + "password_env: SMTP_PASSWORD }",
        .email(
          .init(
            from: "c@d.example", to: ["a@b.example"], smtp: "smtps://m:465", user: "u",
            password: .variable("SMTP_PASSWORD")))
      ),
    ] as [(String, Delivery.Target)])
  func targets(yaml: String, target: Delivery.Target) throws {
    let delivery = try delivery(yaml)
    #expect(delivery.target == target && delivery.condition == .always)
    #expect(delivery.timeout == .seconds(90))
  }

  @Test("a delivery may have its own patience")
  func timeout() throws {
    #expect(try delivery("file: a.md, timeout_seconds: 5").timeout == .seconds(5))
  }

  @Test(
    "what would be a mistake or a secret in the file is refused, and the secret not repeated",
    arguments: [
      (
        "file: report.pdf",
        "it must end in / for a folder or in one of .html, .md, .json for a file"
      ),
      ("s3: \"s3://finops-reports/costctl\"", "it must end in / for a folder"),
      ("s3: \"s3://Bad_Bucket/\"", "is not an address such as s3://bucket/folder/"),
      ("s3: \"https://finops-reports/\"", "is not an address such as"),
      ("file: a.md, s3: \"s3://abc/\"", "a delivery needs exactly one of"),
      ("slack_webhook_env: HOOK, slack_webhook_file: hook", "slack_webhook_env says it already"),
      (
        "slack_webhook_file: \"https://hooks/sEcReT\"",
        "it takes the path of a file, not the secret"
      ),
      ("webhook_url_env: \"https://hooks/sEcReT\"", "it takes the name of an environment variable"),
      ("webhook_url: \"https://hooks/sEcReT\"", "unknown key report.deliver[0].webhook_url"),
      (
        "webhook_url_env: HOOK, hmac_key_env: sEcReT",
        "it takes the name of an environment variable"
      ),
      ("webhook_url_env: HOOK, hmac_key: sEcReT", "unknown key report.deliver[0].hmac_key"),
      ("file: a.md, hmac_key_env: KEY", "there is none"),
      ("file: a.md, timeout_seconds: 0", "0 is not in 1…600"),
      ("email: { to: [a@b.example], smtp: \"smtp://u:sEcReT@m\" }", "it is not a server such as"),
      (
        "email: { to: [a@b.example], smtp: \"smtp://m\", password: sEcReT }",
        "unknown key report.deliver[0].email.password"
      ),
      (
        "email: { to: [a@b.example], smtp: \"smtp://m\", password_env: sEcReT }",
        "it takes the name of an environment variable"
      ),
      ("email: { to: [a@b.example], smtp: \"smtp://m\", user: u }", "a user needs password_env"),
      (
        "email: { to: [\"a@b.example\\r\\nBcc: x@y\"], smtp: \"smtp://m\" }",
        "is not an e-mail address"
      ),
      ("email: { to: [], smtp: \"smtp://m\" }", "report.deliver[0].email.to is missing"),
    ])
  func refusals(yaml: String, message: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try delivery(yaml) }
    let text = error?.description ?? ""
    #expect(text.hasPrefix("c.yaml:1:") && text.contains(message), "\(text)")
    #expect(!text.contains("sEcReT"))
  }

  @Test("the history's names of targets hold no secret and tell them apart")
  func labels() throws {
    let labels = try [
      "file: reports/", "s3: \"s3://finops-reports/a/\"", "slack_webhook_env: HOOK",
      "webhook_url_file: hook", "email: { to: [a@b.example, c@d.example], smtp: \"smtp://m\" }",
    ].map { try delivery($0).label }
    #expect(
      labels == [
        "file reports/", "s3://finops-reports/a/", "slack HOOK", "webhook hook",
        "email a@b.example, c@d.example",
      ])
  }

  @Test("files and objects may be sent again by another run, webhooks, chats and mail may not")
  func repeatable() throws {
    let repeatable = try [
      "file: a.md", "s3: \"s3://abc/\"", "webhook_url_env: HOOK", "slack_webhook_env: HOOK",
      "email: { to: [a@b.example], smtp: \"smtp://m\" }",
    ].map { try delivery($0).isRepeatable }
    #expect(repeatable == [true, true, false, false, false])
  }
}
