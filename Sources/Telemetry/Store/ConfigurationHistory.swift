import CostModel

/// What one function was set to over time: runs that do not overlap, in order.
struct ConfigurationHistory: Equatable {
  struct Setting: Hashable {
    let memory: Int?
    let architecture: Architecture?

    /// The newer word where it has one, else what was known.
    func filled(from known: Setting?) -> Setting {
      Setting(memory: memory ?? known?.memory, architecture: architecture ?? known?.architecture)
    }
  }

  struct Run: Hashable {
    var since: Int
    var until: Int
    var setting: Setting
  }

  private(set) var runs: [Run]

  init(runs: [Run] = []) { self.runs = runs }

  /// Lays a newer observation over the history: what it covers gives way, equal neighbours join.
  mutating func overlay(_ new: Run) {
    var kept: [Run] = []
    for run in runs {
      if run.since < new.since {
        kept.append(
          Run(since: run.since, until: min(run.until, new.since), setting: run.setting))
      }
      if run.until > new.until {
        kept.append(
          Run(since: max(run.since, new.until), until: run.until, setting: run.setting))
      }
    }
    kept.append(new)
    kept.sort { $0.since < $1.since }
    runs = []
    for run in kept {
      if let last = runs.last, last.setting == run.setting {
        runs[runs.count - 1].until = max(last.until, run.until)
      } else {
        runs.append(run)
      }
    }
  }

  /// What held at an instant: the run around it, else the latest before, else the earliest after.
  func setting(at instant: Int) -> Setting? {
    (runs.last { $0.since <= instant } ?? runs.first)?.setting
  }
}
