import CostModel

/// What a sample or the inventory says about a function; nil where it says nothing.
struct FunctionSetting: Hashable {
  var memoryMB: Int?
  var architecture: Architecture?
  /// Nil for what samples say: they know memory and architecture only.
  var inventory: FunctionInventory?

  var isEmpty: Bool { self == FunctionSetting() }

  /// What is said here, and where nothing is, what `older` said.
  func over(_ older: FunctionSetting) -> FunctionSetting {
    FunctionSetting(
      memoryMB: memoryMB ?? older.memoryMB, architecture: architecture ?? older.architecture,
      inventory: inventory ?? older.inventory)
  }
}

/// A stretch of time with one setting, in epoch seconds: [from, to).
struct SettingRun: Hashable {
  var from: Int
  var to: Int
  var setting: FunctionSetting
}
