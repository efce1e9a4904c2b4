import ArgumentParser
import Telemetry

/// Which AWS account is asked, and where.
struct AccessOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("The profile in the AWS files (AWS_PROFILE).", valueName: "name"))
  var profile: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where every AWS service is reached instead of AWS's own hosts (AWS_ENDPOINT_URL).",
      valueName: "url"))
  var endpointURL: String?

  @Flag(
    name: .customLong("allow-http"),
    help: "Reach an endpoint beyond this machine over plain http, where others can read along.")
  var allowsPlainHTTP = false

  func validate() throws {
    for (flag, value) in [("--profile", profile), ("--endpoint-url", endpointURL)]
    where value == "" {
      throw ValidationError("\(flag) needs a value")
    }
  }
}
