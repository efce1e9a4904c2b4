/// Prices every way to load one function's model.
struct ModelLoadingStudy {
  let profile: UsageProfile
  let memory: Megabytes
  let model: Bytes
  /// Nil when the inventory was not read.
  let deployment: FunctionDeployment?
  let starts: ColdStarts
  let publishedVersions: Int
  let lambda: LambdaRates
  let storage: StorageRates

  /// Where the model comes from today.
  var present: ModelSource? {
    deployment.flatMap {
      ModelSource(
        $0, ephemeralStorage: profile.configuration.ephemeralStorage, model: model)
    }
  }

  /// Each source without and with SnapStart.
  var loadings: [ModelLoading] {
    let present = present
    let hasSnapStart = deployment?.hasSnapStart ?? false
    let rest = rest(beside: present)
    return ModelSource.allCases.flatMap { source in
      [false, true].map { usesSnapStart in
        let isPresent = source == present && usesSnapStart == hasSnapStart
        let refusal =
          source.refusal(model, memory: memory)
          ?? (usesSnapStart ? snapStartRefusal(source) : nil)
        if let refusal {
          return ModelLoading(
            source, usesSnapStart: usesSnapStart, isPresent: isPresent, whyNot: refusal)
        }
        do throws(PriceBookError) {
          return usesSnapStart
            ? try restored(source, isPresent: isPresent, rest: rest)
            : try initialized(source, isPresent: isPresent, rest: rest)
        } catch {
          return ModelLoading(
            source, usesSnapStart: usesSnapStart, isPresent: isPresent, missing: error)
        }
      }
    }
  }

  /// INIT beside the loading of the model: what was measured or stated, less what today's source takes.
  private func rest(beside present: ModelSource?) -> Duration {
    guard let present, let whole = starts.initialization else { return .zero }
    return max(.zero, whole - present.loading(model))
  }

  private func snapStartRefusal(_ source: ModelSource) -> String? {
    if let refusal = source.snapStartRefusal(model) { return refusal }
    guard let deployment else { return "the inventory was not read: its runtime is not known" }
    let lasting = SnapStartSupport.lasting(profile, deployment).filter { exclusion in
      // A zip of another language becomes an image, which may have snapshots.
      if case .runtime = exclusion { return source != .image }
      return true
    }
    return lasting.first?.description
  }

  private func initialized(
    _ source: ModelSource, isPresent: Bool, rest: Duration
  ) throws(PriceBookError) -> ModelLoading {
    let predicted = source.loading(model) + rest
    let time = isPresent ? starts.initialization ?? predicted : predicted
    let billed = GBSeconds(time.inSeconds * memory.gigabytes)
    return ModelLoading(
      source: source, usesSnapStart: false, isPresent: isPresent, whyNot: nil, missing: nil,
      coldStart: time, raisedColdStart: raised(source, rest: rest),
      fixed: try kept(source),
      perStart: [CostLine("INIT", billed, at: lambda.duration.first)] + (try fetched(source)),
      caution: initializingCaution(source, time: time))
  }

  private func initializingCaution(_ source: ModelSource, time: Duration) -> String? {
    let cautions = [
      source == .efs ? "reads are charged in Elastic throughput, not in Bursting" : nil,
      time > LoadingRates.initializationLimit
        ? "INIT is cut off at 10 s and begun again in the first invocation" : nil,
    ].compactMap { $0 }
    return cautions.isEmpty ? nil : cautions.joined(separator: "; ")
  }

  private func restored(
    _ source: ModelSource, isPresent: Bool, rest: Duration
  ) throws(PriceBookError) -> ModelLoading {
    let isFree = deployment?.hasFreeSnapStart ?? false
    let rates = isFree ? nil : try storage.snapStart.get()
    return ModelLoading(
      source: source, usesSnapStart: true, isPresent: isPresent, whyNot: nil, missing: nil,
      coldStart: LoadingRates.restoreFloor + model.loading(at: LoadingRates.restore),
      raisedColdStart: nil,
      fixed: (try kept(source))
        + (rates.map { [$0.caching(memory: memory, versions: publishedVersions)] } ?? []),
      perStart: rates.map { [$0.restoring(Starts(1), memory: memory)] } ?? [],
      caution: restoringCaution(source, rest: rest))
  }

  private func restoringCaution(_ source: ModelSource, rest: Duration) -> String? {
    let first = source.loading(model) + rest
    if first > LoadingRates.snapshotInitializationLimit {
      return "the first INIT takes \(Shown.number(first.inSeconds)) s: the timeout must allow it"
    }
    guard source == .image || deployment?.packaging == .image else { return nil }
    return "an image that is not on AWS's base for Java, Python or .NET must opt in"
  }

  private func raised(_ source: ModelSource, rest: Duration) -> Duration? {
    guard source == .tmp || source == .memfd else { return nil }
    return model.loading(at: LoadingRates.raisedNetwork(memory: memory)) + rest
  }

  /// A month of keeping the model where it is loaded from, in GB of 2^30 bytes.
  private func kept(_ source: ModelSource) throws(PriceBookError) -> [CostLine] {
    let month = GBMonths(model.binaryGigabytes)
    switch source {
    case .image: return [CostLine("image in ECR", month, at: try storage.registry.get())]
    case .efs: return [CostLine("EFS", month, at: try storage.fileSystem.get().storage)]
    case .memfd: return [CostLine("S3", month, at: try storage.s3.get().storage)]
    case .tmp:
      let s3 = CostLine("S3", month, at: try storage.s3.get().storage)
      guard let extra = try ephemeralStorage() else { return [s3] }
      return [s3, extra]
    }
  }

  /// `/tmp` beyond 512 MB while the function runs; nil for a model that needs none.
  private func ephemeralStorage() throws(PriceBookError) -> CostLine? {
    let extra = ModelSource.ephemeralStorage(for: model) - LambdaRates.freeEphemeralStorage
    guard extra > .zero else { return nil }
    let busy = profile.totals.busySeconds * profile.window.perMonth
    return CostLine(
      "/tmp", GBSeconds(extra.gigabytes * busy), at: try lambda.ephemeralStoragePrice)
  }

  /// What one start reads.
  private func fetched(_ source: ModelSource) throws(PriceBookError) -> [CostLine] {
    switch source {
    case .image: return []
    case .efs:
      return [
        CostLine(
          "EFS read", Gigabytes(model.binaryGigabytes), at: try storage.fileSystem.get().read)
      ]
    case .tmp, .memfd:
      let parts = (model / LoadingRates.part).rounded(.up)
      return [CostLine("S3 GET", Requests(parts), at: try storage.s3.get().get)]
    }
  }
}

extension FunctionDeployment {
  /// Java in a zip package; what an image holds is not known.
  var hasFreeSnapStart: Bool { packaging == .zip && runtime?.hasFreeSnapStart == true }
}
