/// Which sample a row of a file is about, and what it says beside the metrics.
struct SampleRow {
  let bucketStart: Int
  let periodSeconds: Int
  let slot: Int
  /// Workloads are numbered in the order a file names them, from 0.
  let workload: Int
  /// Settings likewise, from 1; 0 when the row names none.
  let setting: Int
  let line: Int

  init(instant: Int, period: SamplePeriod, workload: Int, setting: Int, line: Int) {
    bucketStart = period.bucketStart(of: instant)
    slot = (instant - bucketStart) / period.seconds
    periodSeconds = period.seconds
    self.workload = workload
    self.setting = setting
    self.line = line
  }
}
