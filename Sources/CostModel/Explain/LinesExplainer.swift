/// Lines of an itemized cost, each as a quantity at its price.
struct LinesExplainer {
  let prices: PriceBook
  let region: String
  let architecture: Architecture

  /// The key of a line's price; nil for a line that is not known.
  private func key(_ item: String) -> PriceKey? {
    let keys: [String: (service: String, item: String)] = [
      "operations": ("lambda", "durable/operation"), "written": ("lambda", "durable/written"),
      "retained": ("lambda", "durable/retained"),
      "transitions": ("stepfunctions", "standard/transition"),
      "write units": ("dynamodb", "on-demand/write"), "read units": ("dynamodb", "on-demand/read"),
      "PUT": ("s3", "standard/put"), "GET": ("s3", "standard/get"),
      "S3 GET": ("s3", "standard/get"), "S3": ("s3", "standard/storage"),
      "image in ECR": ("ecr", "storage"), "EFS": ("efs", "standard/storage"),
      "EFS read": ("efs", "elastic/read"), "snapshot": ("lambda", "snapstart/cache"),
      "restores": ("lambda", "snapstart/restore"),
      "/tmp": ("lambda", "ephemeral-storage/\(architecture.rawValue)"),
      "INIT": ("lambda", "duration/\(architecture.rawValue)"),
    ]
    return keys[item].map { PriceKey(service: $0.service, region: region, item: $0.item) }
  }

  /// - Parameter store: whose storage a line called `storage` is.
  func expression(_ line: CostLine, store: String = "s3") -> Expression {
    let storage = PriceKey(service: store, region: region, item: "standard/storage")
    let amount = Expression.method(
      line.item, line.quantity, line.unit, Self.quantities[line.item] ?? "as metered")
    guard let key = line.item == "storage" ? storage : key(line.item),
      let price = Expression.price(key, in: prices)
    else { return .method(line.item, line.cost.value, USD.unit, "at the price in force") }
    return .product([amount, price])
  }

  /// An amount of its own at the price of a line.
  func expression(_ amount: Expression, of item: String) -> Expression {
    let price = key(item).flatMap { Expression.price($0, in: prices) }
    return price.map { .product([amount, $0]) } ?? amount
  }

  /// How each quantity comes about.
  private static let quantities: [String: String] = [
    "operations": "checkpoints a month", "written": "GB of 10^9 bytes written a month",
    "retained": "GB written × days kept / (730 / 24)", "transitions": "one for each checkpoint",
    "write units": "checkpoints × KB begun", "read units": "checkpoints × 4 KB begun",
    "PUT": "one for each checkpoint", "GET": "one for each checkpoint",
    "storage": "checkpoints × bytes / 2^30 × days kept / (730 / 24)",
    "S3 GET": "one for each 8 MB of the model", "S3": "the model in GB of 2^30 bytes",
    "image in ECR": "the model in GB of 2^30 bytes", "EFS": "the model in GB of 2^30 bytes",
    "EFS read": "the model in GB of 2^30 bytes", "/tmp": "GB beyond 512 MB × busy seconds",
    "snapshot": "versions × GB of memory × seconds of a month",
    "restores": "starts × GB of memory", "INIT": "seconds of a start × GB of memory",
  ]
}
