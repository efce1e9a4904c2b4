import Testing

@testable import costctl

extension ConfigurationTests {
  /// A file with one fault, and the refusal it must meet.
  struct Fault: CustomTestStringConvertible {
    let yaml: String
    let error: ConfigurationError

    var testDescription: String { error.description }
  }

  static let faults = [
    Fault(
      yaml: "sizing: max\nregoin: eu-west-1\n",
      error: .unknownKey(at(2, 1), key: "regoin", nearest: "region")),
    Fault(yaml: "colour: red\n", error: .unknownKey(at(1, 1), key: "colour", nearest: nil)),
    Fault(
      yaml: "rules:\n  stay_bellow: 0.1\n",
      error: .unknownKey(at(2, 3), key: "rules.stay_bellow", nearest: "stay_below")),
    Fault(
      yaml: "workloads:\n  - match: a\n    durable: { retention: 3 }\n",
      error: .unknownKey(at(3, 16), key: "workloads[0].durable.retention", nearest: nil)),
    Fault(
      yaml: "rules: { stay_below: 0.5, repatriate_above: 0.4 }\n",
      error: .refused(
        at(1, 8), key: "rules",
        reason: "rules.stay_below (0.5) and rules.repatriate_above (0.4) must satisfy "
          + "0 < stay_below < repatriate_above < 1")),
    Fault(
      yaml: "rules:\n  stay_below: \"0.1\"\n",
      error: .wrongType(at(2, 15), key: "rules.stay_below", expected: "a number")),
    Fault(
      yaml: "rules: 0.15\n",
      error: .wrongType(at(1, 8), key: "rules", expected: "a mapping of keys to values")),
    Fault(
      yaml: "- region\n",
      error: .wrongType(at(1, 1), key: "the file", expected: "a mapping of keys to values")),
    Fault(
      yaml: "sizing: p90\n",
      error: .wrongType(at(1, 9), key: "sizing", expected: "max, p99 or p95")),
    Fault(
      yaml: "region: Frankfurt\n",
      error: .refused(
        at(1, 9), key: "region",
        reason: "'Frankfurt' is not the name of an AWS region such as us-east-1")),
    Fault(
      yaml: "accounts:\n  - { regions: [us-east-1] }\n",
      error: .refused(at(2, 5), key: "accounts[0]", reason: "an account needs profile or role_arn")),
    Fault(
      yaml: "accounts: prod\n",
      error: .wrongType(at(1, 11), key: "accounts", expected: "a list")),
    Fault(
      yaml: "workloads:\n  - { model: llama }\n",
      error: .missingKey(at(2, 5), key: "workloads[0].match")),
    Fault(
      yaml: "workloads:\n  - match: a\n    streaming: often\n",
      error: .wrongType(at(3, 16), key: "workloads[0].streaming", expected: "true or false")),
    Fault(
      yaml: "workloads:\n  - match: a\n    durable:\n      retention_days: 91\n",
      error: .refused(
        at(4, 23), key: "workloads[0].durable.retention_days", reason: "91 is not in 1…90")),
    Fault(
      yaml: "workloads:\n  - match: a\n    prompt_tokens: 1.5\n",
      error: .wrongType(at(3, 20), key: "workloads[0].prompt_tokens", expected: "a whole number")),
    Fault(
      yaml: "pricing: { edp_discount: 1.2 }\n",
      error: .refused(at(1, 26), key: "pricing.edp_discount", reason: "1.2 is not in 0.0…1.0")),
    Fault(
      yaml: "pricing: { edp_discount: .nan }\n",
      error: .refused(at(1, 26), key: "pricing.edp_discount", reason: "nan is not in 0.0…1.0")),
    Fault(
      yaml: "pricing:\n  overrides:\n    c8g.xlarge: 0.15\n",
      error: .refused(
        at(3, 5), key: "pricing.overrides.c8g.xlarge",
        reason: "a price is named service/region/item, see costctl pricing show")),
    Fault(
      yaml: "tco: { horizon_months: 0 }\n",
      error: .refused(at(1, 24), key: "tco.horizon_months", reason: "0 is not in 1…240")),
    Fault(
      yaml: "report:\n  deliver:\n    - { on: change }\n",
      error: .refused(
        at(3, 7), key: "report.deliver[0]",
        reason: "a delivery needs exactly one of file, s3, slack_webhook_env, slack_webhook_file, "
          + "webhook_url_env, webhook_url_file, email")),
    Fault(
      yaml: "report:\n  deliver:\n    - { slack_webhook_env: \"https://hooks\" }\n",
      error: .refused(
        at(3, 28), key: "report.deliver[0].slack_webhook_env",
        reason: "it takes the name of an environment variable in capitals, not the secret itself")),
    Fault(
      yaml: "report:\n  deliver:\n    - { file: a.html, on: never }\n",
      error: .wrongType(
        at(3, 27), key: "report.deliver[0].on", expected: "always, change or saving>USD")),
  ]

  private static func at(_ line: Int, _ column: Int) -> ConfigurationLocation {
    ConfigurationLocation(file: "c.yaml", line: line, column: column)
  }

  static let example = """
    region: us-east-1
    rules: { stay_below: 0.15, repatriate_above: 0.50 }
    sizing: p99
    policy: cost
    redundancy: n+1
    runtime: costctl
    accounts:
      - { profile: prod, regions: [us-east-1, eu-west-1] }
      - { role_arn: "arn:aws:iam::123456789012:role/costctl", regions: [us-east-1] }
    workloads:
      - match: "chat-*"
        model: llama-3.2-1b
        quant: q4_k_m
        prompt_tokens: 500
        output_tokens: 200
        init_seconds: 4
        streaming: true
        durable: { checkpoints: 5, bytes_per_checkpoint: 20480, retention_days: 14 }
    pricing:
      edp_discount: 0.05
      overrides: { "ec2/us-east-1/c8g.xlarge/on-demand": 0.15 }
    tco:
      horizon_months: 36
      discount_rate: 0.08
      node: l4-server
      growth_per_month: 0.02
      electricity_usd_per_kwh: 0.13
    report:
      period: weekly
      deliver:
        - { file: "reports/{period}.html" }
        - { slack_webhook_env: SLACK_WEBHOOK_URL, on: change }
        - email:
            to: [finops@example.com]
            smtp: "smtps://mail.example.com"
            password_file: "smtp-password"
          on: "saving>500"
      keep: { runs: 104, days: 730 }
      metrics_file: /var/lib/node_exporter/costctl.prom
    """
}
