/// What keeping state outside of durable executions costs in one region; a price may be missing.
package struct StateRates: Sendable {
  let transition: Result<Price<Transitions>, PriceBookError>
  let dynamoDB: Result<DynamoDBRates, PriceBookError>
  let s3: Result<S3Rates, PriceBookError>

  package init(region: String, prices: PriceBook) {
    transition = Result { () throws(PriceBookError) in
      try prices.price(
        PriceKey(service: "stepfunctions", region: region, item: "standard/transition"))
    }
    dynamoDB = Result { () throws(PriceBookError) in
      try DynamoDBRates(region: region, prices: prices)
    }
    s3 = Result { () throws(PriceBookError) in try S3Rates(region: region, prices: prices) }
  }
}

/// DynamoDB in on-demand mode, table class Standard.
package struct DynamoDBRates: Hashable, Sendable {
  package let write: Price<WriteUnits>
  package let read: Price<ReadUnits>
  package let storage: Price<GBMonths>

  package init(region: String, prices: PriceBook) throws(PriceBookError) {
    func key(_ item: String) -> PriceKey {
      PriceKey(service: "dynamodb", region: region, item: item)
    }
    write = try prices.price(key("on-demand/write"))
    read = try prices.price(key("on-demand/read"))
    storage = try prices.price(key("standard/storage"))
  }
}

/// S3 Standard.
package struct S3Rates: Hashable, Sendable {
  package let put: Price<Requests>
  package let get: Price<Requests>
  package let storage: Price<GBMonths>

  package init(region: String, prices: PriceBook) throws(PriceBookError) {
    func key(_ item: String) -> PriceKey {
      PriceKey(service: "s3", region: region, item: item)
    }
    put = try prices.price(key("standard/put"))
    get = try prices.price(key("standard/get"))
    storage = try prices.price(key("standard/storage"))
  }
}
