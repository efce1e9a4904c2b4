/// What starting one function's environments takes and costs, as far as it is known.
package struct ColdStartDetails: Hashable, Sendable {
  package let starts: ColdStarts
  /// INIT that was billed in a month; nil where starts or their length are not known, and zero with
  /// SnapStart, where INIT runs when a version is published.
  package let billed: BilledInitialization?
  /// Nil when the inventory was not read.
  package let support: SnapStartSupport?
  /// What SnapStart costs, or would cost; nil when it cannot be had, is free, or has no price.
  package let snapStart: SnapStartCost?
  package let isSnapStartFree: Bool
  /// Nil when nobody has said what is loaded: a zip of 250 MB holds no model, and Lambda does not say
  /// how large an image is.
  package let model: Bytes?
  /// Why the size of a model that is named is not known.
  package let modelGap: RequestGap?
  package let present: ModelSource?
  /// Every source without and with SnapStart; empty when the size of the model is not known.
  package let loadings: [ModelLoading]

  package var hasSnapStart: Bool { support == .on }
  package var paysForSnapStart: Bool { hasSnapStart && !isSnapStartFree }

  /// What the estimates rest on.
  package static let assumption =
    "Loading times: S3 and EFS at 625 Mbit/s, an image at 250 MB/s at best (field report), a snapshot "
    + "in 0.4 s plus 1.2 s for each 1.117 GB (AWS's example); EFS in Elastic throughput."
}

/// INIT of a month, which is part of the cost of compute.
package struct BilledInitialization: Hashable, Sendable {
  package let duration: GBSeconds
  package let cost: USD
}

extension ColdStartDetails {
  /// The way the function is set today.
  package var presentLoading: ModelLoading? { loadings.first(where: \.isPresent) }

  /// INIT of one start as measured or stated, else what today's source of the model takes.
  package var initialization: Duration? { starts.initialization ?? Self.predicted(loadings) }

  /// The cheapest way of all for the starts known; nil when they are not known.
  package var cheapestLoading: ModelLoading? {
    guard let starts = starts.perMonth else { return nil }
    return loadings.filter(\.isFeasible).min {
      ($0.monthlyCost(starts) ?? .zero) < ($1.monthlyCost(starts) ?? .zero)
    }
  }

  /// Nil when neither inventory, metrics nor configuration say anything of starts.
  init?(
    _ profile: UsageProfile, stated: StatedColdStart, billed: BilledInitialization?,
    lambda: LambdaRates, storage: StorageRates
  ) {
    let deployment = profile.configuration.deployment
    guard deployment != nil || profile.insights != nil || !stated.isSilent,
      let memory = profile.configuration.memory
    else { return nil }
    starts = ColdStarts(profile, stated: stated)
    self.billed = billed
    support = deployment.map { SnapStartSupport(profile, $0) }
    isSnapStartFree = deployment?.hasFreeSnapStart ?? false
    model = stated.modelBytes
    modelGap = stated.modelGap
    let versions = stated.publishedVersions ?? 1
    let starts = starts
    let study = model.map { model in
      ModelLoadingStudy(
        profile: profile, memory: memory, model: model, deployment: deployment, starts: starts,
        publishedVersions: versions, lambda: lambda, storage: storage)
    }
    present = study?.present
    loadings = study?.loadings ?? []
    snapStart = Self.snapStart(
      support, isFree: isSnapStartFree, memory: memory, versions: versions, starts: starts,
      initialization: starts.initialization ?? Self.predicted(loadings),
      lambda: lambda, storage: storage)
  }

  /// Today's start without SnapStart, for want of a measured one.
  private static func predicted(_ loadings: [ModelLoading]) -> Duration? {
    guard let present = loadings.first(where: \.isPresent) else { return nil }
    return loadings.first { $0.source == present.source && !$0.usesSnapStart }?.coldStart
  }

  private static func snapStart(
    _ support: SnapStartSupport?, isFree: Bool, memory: Megabytes, versions: Int,
    starts: ColdStarts, initialization: Duration?, lambda: LambdaRates, storage: StorageRates
  ) -> SnapStartCost? {
    guard let support, support == .on || support == .allowed, !isFree,
      let rates = try? storage.snapStart.get()
    else { return nil }
    return SnapStartCost(
      memory: memory, versions: versions, starts: starts, initialization: initialization,
      rates: rates, duration: lambda.duration.first)
  }
}
