/// The role to be taken on, as the profile describes it.
struct AssumedRole: Sendable, Hashable {
  let arn: String
  let sessionName: String
  var externalID: String?
  var durationSeconds: Int?

  /// In the order of botocore's request, without action and version.
  var parameters: [(String, String)] {
    var parameters = [("RoleArn", arn), ("RoleSessionName", sessionName)]
    if let externalID { parameters.append(("ExternalId", externalID)) }
    if let durationSeconds { parameters.append(("DurationSeconds", String(durationSeconds))) }
    return parameters
  }
}
