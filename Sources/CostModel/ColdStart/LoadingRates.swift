/// How fast a model's bytes come into a new environment; all but the network are assumptions.
package enum LoadingRates {
  /// Of one environment, 625 Mbit/s (Lambda quotas page, 2026).
  package static let network = BytesPerSecond(625e6 / 8)

  /// What the network can be raised to on request, outside of a VPC: in proportion to memory from
  /// 2,048 MB on, 3,000 Mbit/s at 10,240 MB (Lambda quotas page, 2026).
  package static func raisedNetwork(memory: Megabytes) -> BytesPerSecond {
    max(network, BytesPerSecond(3000e6 / 8 * memory.value / 10_240))
  }

  /// EFS gives one client up to 500 MiB/s (EFS performance page), but it is read over the network of
  /// a VPC, which cannot be raised.
  package static let fileSystem = min(network, BytesPerSecond(500 * 1_048_576))

  /// 10 GB in 40 s, the best the field report saw of a container image that is read whole.
  package static let image = BytesPerSecond(10e9 / 40)

  /// Restoring a snapshot with nothing in it: 0.38 to 0.62 s were measured (chariotsolutions.com and
  /// classmethod.jp on SnapStart, 2024 to 2026).
  package static let restoreFloor: Duration = .seconds(0.4)

  /// Restoring what the snapshot holds, from AWS's own example: a 1.5B model in 4 bits (1.117 GB)
  /// answers after 1.6 s instead of 16.5 s (AWS Compute Blog on models in zip packages).
  package static let restore = BytesPerSecond(1.1173208e9 / 1.2)

  /// INIT outside of SnapStart is cut off here and begun again in the first invocation.
  package static let initializationLimit: Duration = .seconds(10)
  /// INIT before a snapshot may take this long, or as long as the function's timeout.
  package static let snapshotInitializationLimit: Duration = .seconds(130)
  /// The longest timeout of a function.
  package static let longestInvocation: Duration = .seconds(900)

  /// Parts in which S3 is read: the default of AWS's transfer managers.
  package static let part = Bytes(8 * 1_048_576)
}

extension Bytes {
  /// The time these bytes take.
  package func loading(at rate: BytesPerSecond) -> Duration { .seconds(value / rate.value) }
}
