/// An offer of the AWS Price List: one family of files, and the prices it alone decides.
package enum PriceListOffer: String, CaseIterable, Hashable, Sendable {
  case lambda = "AWSLambda"
  case ec2 = "AmazonEC2"
  case computePlans = "AWSComputeSavingsPlan"
  case sageMaker = "AmazonSageMaker"
  case machineLearningPlans = "AWSMachineLearningSavingsPlans"
  case cloudWatch = "AmazonCloudWatch"
  case bedrock = "AmazonBedrock"

  /// The services whose prices are in the offer, as price keys spell them.
  package var services: [String] {
    switch self {
    case .lambda: ["lambda"]
    case .ec2: ["ec2"]
    case .computePlans: ["ec2", "lambda"]
    case .sageMaker, .machineLearningPlans: ["sagemaker"]
    case .cloudWatch: ["cloudwatch"]
    case .bedrock: ["bedrock"]
    }
  }

  /// True for the offers that every region of AWS has.
  package var isInEveryRegion: Bool { self == .lambda || self == .ec2 }

  /// Whether the offer would list the price if it existed.
  ///
  /// The share that Managed Instances cost is computed, and Bedrock calls its models by display
  /// names that change: neither is taken for gone where it is not found.
  package func settles(_ key: PriceKey) -> Bool {
    guard services.contains(key.service), key.unit != nil else { return false }
    let isPlan = key.item.hasPrefix("savings-plan/") || key.item.contains("-sp-")
    return switch self {
    case .computePlans, .machineLearningPlans: isPlan
    case .lambda: !isPlan && key.item != "managed-instances/fee"
    case .ec2, .sageMaker, .cloudWatch: !isPlan
    case .bedrock: false
    }
  }

  /// How a price says that it was read from a version of this offer.
  package func source(version: String, region: String) -> String {
    "AWS Price List, \(rawValue) \(version), \(region)"
  }
}
