/// The state a month of durable executions writes, as other stores would meter it.
struct DurableState {
  /// The most data one state of Step Functions may pass on (Step Functions quotas page).
  static let stepFunctionsPayload = Bytes(262_144)
  /// The largest item of DynamoDB, 400 KB (DynamoDB quotas page).
  static let dynamoDBItem = Bytes(400 * 1024)

  /// Checkpoints written.
  let checkpoints: Operations
  let bytesPerCheckpoint: Bytes
  /// Kept on average, in GB of 2^30 bytes as S3 and DynamoDB bill storage.
  let kept: GBMonths

  /// Nil when nothing is checkpointed.
  init?(_ month: DurableMonth) {
    let usage = month.usage
    guard usage.operations > .zero else { return nil }
    self.init(
      checkpoints: usage.operations,
      bytesPerCheckpoint: Bytes(usage.written.bytes / usage.operations.value),
      kept: .days(Double(month.retentionDays)))
  }

  init(checkpoints: Operations, bytesPerCheckpoint bytes: Bytes, kept: Duration) {
    self.checkpoints = checkpoints
    bytesPerCheckpoint = bytes
    self.kept = GBMonths(checkpoints.value * bytes.binaryGigabytes * (kept / .month))
  }

  /// Durable executions themselves first, then each alternative.
  func stores(current: DurableCost, rates: DurableRates, elsewhere: StateRates) -> [StateStoreCost]
  {
    [
      StateStoreCost(
        .durable,
        [
          CostLine("operations", current.operations, at: rates.operation),
          CostLine("written", current.written, at: rates.written),
          CostLine("retained", current.retained, at: rates.retained),
        ]),
      stepFunctions(elsewhere),
      priced(.dynamoDB, elsewhere.dynamoDB) { StateStoreCost(.dynamoDB, lines($0), note: split) },
      priced(.s3, elsewhere.s3) { StateStoreCost(.s3, lines($0)) },
    ]
  }

  private func priced<Rates>(
    _ store: StateStore, _ rates: Result<Rates, PriceBookError>,
    _ cost: (Rates) -> StateStoreCost
  ) -> StateStoreCost {
    switch rates {
    case .success(let rates): cost(rates)
    case .failure(let missing): StateStoreCost(store, missing: missing)
    }
  }

  /// A transition for each checkpoint; history is kept 90 days at no charge.
  ///
  /// State beyond what a transition may carry goes through S3.
  private func stepFunctions(_ elsewhere: StateRates) -> StateStoreCost {
    priced(.stepFunctions, elsewhere.transition) { price in
      let transitions = CostLine("transitions", Transitions(checkpoints.value), at: price)
      guard bytesPerCheckpoint > Self.stepFunctionsPayload else {
        return StateStoreCost(.stepFunctions, [transitions])
      }
      return priced(.stepFunctions, elsewhere.s3) {
        StateStoreCost(
          .stepFunctions, [transitions] + lines($0),
          note: "over the 256 KB a state may pass on: the rest through S3")
      }
    }
  }

  /// Writes by the KB begun, consistent reads by 4 KB begun.
  ///
  /// A checkpoint of 26,000 bytes takes 26 write units and 7 read units.
  private func lines(_ rates: DynamoDBRates) -> [CostLine] {
    let bytes = bytesPerCheckpoint.value
    let writes = max(1, (bytes / 1024).rounded(.up))
    let reads = max(1, (bytes / 4096).rounded(.up))
    return [
      CostLine("write units", WriteUnits(checkpoints.value * writes), at: rates.write),
      CostLine("read units", ReadUnits(checkpoints.value * reads), at: rates.read),
      CostLine("storage", kept, at: rates.storage),
    ]
  }

  private var split: String? {
    guard bytesPerCheckpoint > Self.dynamoDBItem else { return nil }
    let items = (bytesPerCheckpoint / Self.dynamoDBItem).rounded(.up)
    return "over the 400 KB of an item: \(Shown.number(items)) items a checkpoint"
  }

  func lines(_ rates: S3Rates) -> [CostLine] {
    [
      CostLine("PUT", Requests(checkpoints.value), at: rates.put),
      CostLine("GET", Requests(checkpoints.value), at: rates.get),
      CostLine("storage", kept, at: rates.storage),
    ]
  }
}

extension Bytes {
  /// In GB of 2^30 bytes.
  var binaryGigabytes: Double { value / 1_073_741_824 }
}
