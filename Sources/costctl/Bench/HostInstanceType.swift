import ArgumentParser
import Bench
import CostModel
import Telemetry

extension BenchMeasurementOptions {
  /// As given, else as the instance's metadata say; nil off EC2.
  func instanceType(in session: Session) async throws -> String? {
    if let instanceType { return instanceType }
    // Settings that cannot be read are no reason not to measure.
    let environment = session.surroundings.awsEnvironment
    let settings = try? AWSSettings(AWSOptions(), environment: environment)
    guard let metadata = settings?.metadata, !metadata.isDisabled else { return nil }
    let transport = try CurlTransport(
      CurlConfiguration(
        userAgent: "costctl/\(Costctl.configuration.version)", maximumConnections: 1))
    return await InstanceMetadata(metadata, transport: transport).instanceType()
  }
}
