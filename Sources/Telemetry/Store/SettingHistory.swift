import CostModel

/// The settings of one function over time: ascending runs that do not overlap.
struct SettingHistory: Hashable {
  private(set) var runs: [SettingRun]

  init(_ runs: [SettingRun] = []) { self.runs = runs }

  /// Appends a run that begins after the last one ends.
  mutating func append(_ run: SettingRun) { runs.append(run) }

  /// Lays a run over the history; equal neighbours become one.
  mutating func overlay(_ run: SettingRun) {
    var pieces: [SettingRun] = []
    var uncovered = run.from
    for old in runs {
      if old.from < run.from {
        pieces.append(SettingRun(from: old.from, to: min(old.to, run.from), setting: old.setting))
      }
      let from = max(old.from, run.from)
      let to = min(old.to, run.to)
      if from < to {
        if uncovered < from {
          pieces.append(SettingRun(from: uncovered, to: from, setting: run.setting))
        }
        pieces.append(SettingRun(from: from, to: to, setting: run.setting.over(old.setting)))
        uncovered = to
      }
      if old.to > run.to {
        if uncovered < run.to {
          pieces.append(SettingRun(from: uncovered, to: run.to, setting: run.setting))
          uncovered = run.to
        }
        pieces.append(SettingRun(from: max(old.from, run.to), to: old.to, setting: old.setting))
      }
    }
    if uncovered < run.to {
      pieces.append(SettingRun(from: uncovered, to: run.to, setting: run.setting))
    }
    runs = Self.joined(pieces)
  }

  private static func joined(_ pieces: [SettingRun]) -> [SettingRun] {
    var result: [SettingRun] = []
    for piece in pieces {
      if let last = result.last, last.setting == piece.setting {
        result[result.count - 1].to = piece.to
      } else {
        result.append(piece)
      }
    }
    return result
  }

  /// The memory in force at an instant: that of the run around it, else of the latest before, else of
  /// the earliest after; nil when no run says.
  func memoryMB(at epochSeconds: Int) -> Int? {
    value(at: epochSeconds) { $0.memoryMB }
  }

  func architecture(at epochSeconds: Int) -> Architecture? {
    value(at: epochSeconds) { $0.architecture }
  }

  func inventory(at epochSeconds: Int) -> FunctionInventory? {
    value(at: epochSeconds) { $0.inventory }
  }

  private func value<Value>(
    at epochSeconds: Int, _ field: (FunctionSetting) -> Value?
  ) -> Value? {
    var result: Value?
    for run in runs {
      guard let value = field(run.setting) else { continue }
      if run.from > epochSeconds, result != nil { break }
      result = value
      if run.from > epochSeconds { break }
    }
    return result
  }

  /// Whether a run begins inside `window`, so that the memory may change there.
  func changes(in window: Range<Int>) -> Bool {
    runs.dropFirst().contains { $0.from > window.lowerBound && $0.from < window.upperBound }
  }
}
