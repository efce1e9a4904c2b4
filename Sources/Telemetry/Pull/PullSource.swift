/// How one account and region is reached; each of the two services under its own rate.
package struct PullSource: Sendable {
  /// STS and Lambda's control plane, which allows 15 calls a second.
  package let control: AWSClient
  /// CloudWatch, which allows 50.
  package let metrics: AWSClient

  package init(control: AWSClient, metrics: AWSClient) {
    self.control = control
    self.metrics = metrics
  }

  package var region: String { metrics.region }

  package static let controlCallsPerSecond = 12.0
  package static let metricCallsPerSecond = 45.0
}
