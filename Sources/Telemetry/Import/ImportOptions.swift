package import CostModel

/// How to read a file of samples.
package struct ImportOptions: Sendable {
  package var kind: ImportKind
  /// The range the file is complete for; nil takes it from the first to the last period in the file.
  package var covers: AnalysisWindow?
  /// For rows that do not say their region.
  package var region: String
  /// For rows that do not say their account.
  package var account: String?
  /// Slots of buckets, each with room for one sample, that are gathered before they are stored.
  package var batchSlots: Int

  package init(
    kind: ImportKind = .auto, covers: AnalysisWindow? = nil, region: String,
    account: String? = nil, batchSlots: Int = 2_000_000
  ) {
    self.kind = kind
    self.covers = covers
    self.region = region
    self.account = account
    self.batchSlots = batchSlots
  }
}
