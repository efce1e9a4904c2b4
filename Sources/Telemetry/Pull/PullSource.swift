/// How one account and region is reached; each of the two services under its own rate.
package struct PullSource: Sendable {
  /// STS and Lambda's control plane.
  package let control: AWSClient
  /// CloudWatch, which limits calls and points.
  package let metrics: AWSClient

  package init(control: AWSClient, metrics: AWSClient) {
    self.control = control
    self.metrics = metrics
  }

  package var region: String { metrics.region }
}
