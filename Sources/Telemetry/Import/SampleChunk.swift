import CostModel

/// Rows that a reader hands on, with the workloads and settings they are the first to name.
struct SampleChunk: Sendable {
  /// What a second row about the same function, instant and period means.
  enum Repetition: Sendable {
    /// A mistake: the file contradicts itself.
    case refused
    /// More metrics of the same sample, or a delivery repeated.
    case merged
  }

  /// Workloads and settings are numbered in the order a file names them: workloads from 0, settings
  /// from 1.
  let batch: SampleBatch
  let repetition: Repetition
  let workloads: [Workload]
  let settings: [FunctionSetting]
}
