/// What the workloads of one region share beside Lambda's duration: state, models and snapshots.
struct RegionalRates: Sendable {
  let durable: Result<DurableRates, PriceBookError>
  let state: StateRates
  let storage: StorageRates

  init(region: String, prices: PriceBook) {
    durable = Result { () throws(PriceBookError) in
      try DurableRates(region: region, prices: prices)
    }
    state = StateRates(region: region, prices: prices)
    storage = StorageRates(region: region, prices: prices)
  }
}
