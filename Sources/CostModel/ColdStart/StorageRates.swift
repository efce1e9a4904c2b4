/// What keeping a model outside of the function costs in one region; a price may be missing.
package struct StorageRates: Sendable {
  let s3: Result<S3Rates, PriceBookError>
  let fileSystem: Result<FileSystemRates, PriceBookError>
  let registry: Result<Price<GBMonths>, PriceBookError>
  let snapStart: Result<SnapStartRates, PriceBookError>

  package init(region: String, prices: PriceBook) {
    s3 = Result { () throws(PriceBookError) in try S3Rates(region: region, prices: prices) }
    fileSystem = Result { () throws(PriceBookError) in
      try FileSystemRates(region: region, prices: prices)
    }
    registry = Result { () throws(PriceBookError) in
      try prices.price(PriceKey(service: "ecr", region: region, item: "storage"))
    }
    snapStart = Result { () throws(PriceBookError) in
      try SnapStartRates(region: region, prices: prices)
    }
  }
}

/// EFS in the class Standard with Elastic throughput.
package struct FileSystemRates: Hashable, Sendable {
  package let storage: Price<GBMonths>
  package let read: Price<Gigabytes>

  package init(region: String, prices: PriceBook) throws(PriceBookError) {
    storage = try prices.price(PriceKey(service: "efs", region: region, item: "standard/storage"))
    read = try prices.price(PriceKey(service: "efs", region: region, item: "elastic/read"))
  }
}
