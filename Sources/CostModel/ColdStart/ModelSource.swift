/// Where a function takes its model from when an environment starts.
package enum ModelSource: String, Hashable, Sendable, CaseIterable {
  /// Baked into the container image.
  case image
  /// Read from a mounted file system.
  case efs
  /// Downloaded from S3 to `/tmp`.
  case tmp
  /// Downloaded from S3 into anonymous memory, which a snapshot keeps.
  case memfd

  /// The largest container image, unpacked, and the largest `/tmp` (Lambda quotas page, 2026).
  static let largestImage = Bytes(10 * 1_073_741_824)
  static let largestEphemeralStorage = Megabytes(10_240)

  /// Where the configuration shows that the model comes from; nil where it could be more than one.
  init?(_ deployment: FunctionDeployment, ephemeralStorage: Megabytes?, model: Bytes) {
    let fitsFreeStorage = model <= LambdaRates.freeEphemeralStorage.bytes
    if deployment.hasFileSystems {
      self = .efs
    } else if let size = ephemeralStorage, size > LambdaRates.freeEphemeralStorage {
      self = .tmp
    } else if deployment.packaging == .image {
      self = .image
    } else if !fitsFreeStorage {
      self = .memfd
    } else {
      return nil
    }
  }

  /// How long the model's bytes take at the limits that hold without a request to AWS.
  func loading(_ model: Bytes) -> Duration {
    switch self {
    case .image: model.loading(at: LoadingRates.image)
    case .efs: model.loading(at: LoadingRates.fileSystem)
    case .tmp, .memfd: model.loading(at: LoadingRates.network)
    }
  }

  /// What rules the source out for a model of this size; nil when it can be had.
  func refusal(_ model: Bytes, memory: Megabytes) -> String? {
    if model > memory.bytes {
      return "the model does not fit in \(Shown.number(memory.value)) MB of memory"
    }
    if self == .image, model > Self.largestImage { return "an image holds 10 GB at most" }
    if self == .tmp, model > Self.largestEphemeralStorage.bytes { return "/tmp holds 10,240 MB" }
    let time = loading(model)
    if time > LoadingRates.longestInvocation {
      return "loading takes \(Shown.number(time.inSeconds)) s of the 900 s a function may run"
    }
    return nil
  }

  /// Why this source and SnapStart exclude each other; nil when they do not.
  func snapStartRefusal(_ model: Bytes) -> String? {
    switch self {
    case .efs: SnapStartExclusion.fileSystems.description
    case .tmp where model > LambdaRates.freeEphemeralStorage.bytes:
      SnapStartExclusion.ephemeralStorage(Self.ephemeralStorage(for: model)).description
    default: nil
    }
  }

  /// `/tmp` for a model, in whole MB.
  static func ephemeralStorage(for model: Bytes) -> Megabytes {
    max(LambdaRates.freeEphemeralStorage, Megabytes((model.value / 1_048_576).rounded(.up)))
  }
}

extension Megabytes {
  var bytes: Bytes { Bytes(value * 1_048_576) }
}
