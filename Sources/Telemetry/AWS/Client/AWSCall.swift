/// One call of an operation, before it knows its region, endpoint and signature.
package struct AWSCall: Sendable, Hashable {
  package let service: AWSService
  package let operation: String
  package let method: String
  /// Percent-encoded, with its leading slash.
  package let path: String
  /// Strictly encoded, without the question mark.
  package let query: String
  package let headers: [HTTPHeader]
  package let body: [UInt8]
  package let isSigned: Bool
  package var limits = HTTPLimits()
  /// Points of metrics that the service counts against its quota.
  package var points = 0.0

  /// The action as IAM policies name it, such as `cloudwatch:GetMetricData`.
  package var action: String { "\(service.name):\(operation)" }

  /// A call of the AWS JSON protocol 1.0.
  ///
  /// `target` is the service's shape prefix, such as `GraniteServiceVersion20100801` of CloudWatch.
  package static func json(
    _ service: AWSService, _ operation: String, target: String, body: [UInt8]
  ) -> AWSCall {
    AWSCall(
      service: service, operation: operation, method: "POST", path: "/", query: "",
      headers: [
        HTTPHeader("Content-Type", "application/x-amz-json-1.0"),
        HTTPHeader("X-Amz-Target", "\(target).\(operation)"),
      ], body: body, isSigned: true)
  }

  /// A call of the rest-json and rest-xml protocols; `path` segments and `query` are encoded here.
  package static func rest(
    _ service: AWSService, _ operation: String, method: String = "GET", path: [String],
    query: KeyValuePairs<String, String> = [:], headers: [HTTPHeader] = [], body: [UInt8] = []
  ) -> AWSCall {
    AWSCall(
      service: service, operation: operation, method: method,
      path: "/" + path.map(\.uriEncoded).joined(separator: "/"), query: encoded(query),
      headers: headers, body: body, isSigned: true)
  }

  /// A call of the query protocol, whose answers are XML.
  package static func query(
    _ service: AWSService, _ operation: String, version: String,
    parameters: KeyValuePairs<String, String> = [:], isSigned: Bool = true
  ) -> AWSCall {
    let fixed = encoded(["Action": operation, "Version": version])
    let form = parameters.isEmpty ? fixed : fixed + "&" + encoded(parameters)
    return AWSCall(
      service: service, operation: operation, method: "POST", path: "/", query: "",
      headers: [
        HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
      ], body: Array(form.utf8), isSigned: isSigned)
  }

  private static func encoded(_ pairs: KeyValuePairs<String, String>) -> String {
    pairs.map { "\($0.key.uriEncoded)=\($0.value.uriEncoded)" }.joined(separator: "&")
  }
}

extension AWSCall: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The action alone: query and body may carry tokens.
  package var description: String { action }
  package var debugDescription: String { action }
  package var customMirror: Mirror { Mirror(self, children: ["action": action]) }
}
