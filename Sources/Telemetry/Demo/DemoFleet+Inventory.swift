import CostModel

extension DemoFleet {
  /// What Lambda's inventory would say of the two functions whose packaging and state matter.
  package static let inventory = [
    function(
      "chat-llama-1b", memoryMB: 10_240,
      FunctionInventory(
        packageType: "Image", snapStartApplyOn: "PublishedVersions", ephemeralStorageMB: 512)),
    function(
      "agent-claims-durable", memoryMB: 2048,
      FunctionInventory(
        packageType: "Zip", runtime: "python3.13", ephemeralStorageMB: 512, isDurable: true,
        durableRetentionDays: 30, durableTimeoutSeconds: 7 * 86_400)),
  ]

  private static func function(
    _ name: String, memoryMB: Int, _ inventory: FunctionInventory
  ) -> LambdaFunction {
    LambdaFunction(
      name: name, account: account, memoryMB: memoryMB, architecture: .arm64, lastModified: nil,
      inventory: inventory)
  }
}
