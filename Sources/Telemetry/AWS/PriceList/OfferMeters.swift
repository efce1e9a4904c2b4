import CostModel

/// Which price of ours a product in JSON sets, offer by offer.
struct OfferMeters: Sendable {
  let file: PriceListFile
  let instances: Set<String>
  private let lambda: LambdaMeters

  init(_ file: PriceListFile, instances: Set<String>) {
    self.file = file
    self.instances = instances
    lambda = LambdaMeters(region: file.region)
  }

  func meter(of product: ListedProduct) -> Meter? {
    switch file.offer {
    case .lambda: lambda.meter(product.usageType)
    case .sageMaker: sageMaker(product)
    case .cloudWatch: cloudWatch(product)
    case .bedrock: bedrock(product)
    case .ec2, .computePlans, .machineLearningPlans: nil
    }
  }

  /// The instance type whose management hours a Lambda product is.
  func managedInstance(of product: ListedProduct) -> String? {
    file.offer == .lambda ? lambda.managedInstance(product.usageType) : nil
  }

  private func sageMaker(_ product: ListedProduct) -> Meter? {
    let usage = product.usageType
    if usage.hasPrefix("Host:ml."), (product.attributes["component"] ?? "Hosting") == "Hosting" {
      let size = usage.dropFirst("Host:ml.".count)
      return instances.contains(String(size))
        ? Meter(key("sagemaker", "ml.\(size)/on-demand"), per: .hours) : nil
    }
    switch usage {
    case "Hst:Data-Bytes-In": return Meter(key("sagemaker", "data-in"), per: .gigabytes)
    case "Hst:Data-Bytes-Out": return Meter(key("sagemaker", "data-out"), per: .gigabytes)
    // Listed by the second of an endpoint of 1 to 6 GB, all at one price per GB.
    case "ServerlessInf:Mem-1GB":
      return Meter(key("sagemaker", "serverless"), per: ["second": .one])
    default: return nil
    }
  }

  private func cloudWatch(_ product: ListedProduct) -> Meter? {
    switch product.usageType {
    case "CW:GMD-Metrics": Meter(key("cloudwatch", "get-metric-data"), per: ["metric": .one])
    case "CW:Requests": Meter(key("cloudwatch", "list-metrics"), per: .requests)
    case "CW:MetricStreamUsage":
      Meter(
        key("cloudwatch", "metric-stream"), per: ["metricupdate": .one, "update": .one])
    default: nil
    }
  }

  /// Text tokens of ordinary inference on demand: other tiers, routes and kinds of tokens have other
  /// prices under names that differ in the last word only.
  private func bedrock(_ product: ListedProduct) -> Meter? {
    let direction: String
    switch product["inferenceType"].lowercased() {
    case "input tokens": direction = "input"
    case "output tokens": direction = "output"
    default: return nil
    }
    let feature = product["feature"].lowercased()
    let tier = product["service_tier"].lowercased()
    let usage = product.usageType.lowercased()
    guard feature.isEmpty || feature == "on-demand inference", tier.isEmpty || tier == "standard",
      !Self.otherProducts.contains(where: usage.contains)
    else { return nil }
    let name = Self.slug(product["model"])
    return name.isEmpty ? nil : Meter(key("bedrock", "\(name)/\(direction)"), per: .tokens)
  }

  private static let otherProducts = [
    "batch", "flex", "priority", "cross-region", "global", "cache", "custom", "training",
    "latency", "provisioned", "embed", "image", "audio", "video", "speech",
  ]

  /// `llama-3.2-1b` of `Llama 3.2 1B Instruct`; empty for a name that is no plain text.
  private static func slug(_ model: String) -> String {
    let words = model.lowercased().split { $0.isWhitespace || $0 == "/" }
      .filter { $0 != "instruct" }
    let slug = words.joined(separator: "-")
    let isPlain = slug.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || ".-".utf8.contains($0)
    }
    return isPlain ? slug : ""
  }

  private func key(_ service: String, _ item: String) -> PriceKey {
    PriceKey(service: service, region: file.region, item: item)
  }
}
