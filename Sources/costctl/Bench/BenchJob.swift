import Bench
import CostModel
import Foundation
import Reporting

/// One benchmark of one model on this host, within a budget of time.
struct BenchJob {
  let source: ModelChoice
  let kernels: Kernels
  let trials: [RateTrial]
  /// What loading and all repetitions together may take.
  let budget: Duration
  let network: BytesPerSecond?
  let instanceType: String?
  let measuredAt: Instant
  let progress: BenchProgress

  /// Positions of a prompt that are read at once, as llama.cpp reads them.
  private static let stepColumns = 512

  func run() throws -> BenchReport {
    let files = HostFiles()
    let topology = HostTopology(files, allowedCPUs: Team.allowedCPUs())
    let start = ContinuousClock.now
    let elapsed = { start.duration(to: .now) }
    progress.say("loading \(source)")
    let loaded = try source.load(threads: Team.allowedCPUs().count)
    let before = HostCounters(files, processTime: HostCounters.processTime())
    let repeated = try repeatTrials(on: loaded.model, elapsed: elapsed)
    let after = HostCounters(files, processTime: HostCounters.processTime())
    progress.clear()
    let calibration = Calibration(
      host: host(topology), model: loaded.facts, runtime: .costctl, measuredAt: measuredAt,
      load: ModelLoad(source: loaded.times.source, rate: loaded.times.rate),
      results: repeated.measurements)
    var circumstances = BenchReport.Circumstances()
    circumstances.caches = topology.caches
    circumstances.hugePages = loaded.times.hugePages
    circumstances.coldStart = network.map {
      BenchReport.ColdStart(network: $0, duration: loaded.times.coldStart(network: $0))
    }
    circumstances.disturbance = before.flatMap { after?.disturbance(since: $0) }
    circumstances.warnings =
      (circumstances.disturbance?.warnings ?? []) + warnings(leftOut: repeated.leftOut)
    return try BenchReport(of: calibration, circumstances: circumstances)
  }

  private func repeatTrials(
    on model: Model, elapsed: @escaping () -> Duration
  ) throws -> RepeatedTrials {
    var repeated = RepeatedTrials(trials, policy: RepetitionPolicy(budget: budget))
    let runner = try RateRunner(
      model, kernels: kernels, trials: trials, stepColumns: Self.stepColumns, now: elapsed)
    repeated.run(elapsed: elapsed) { trial in
      let left = max(budget - elapsed(), .zero).inSeconds.rounded()
      progress.say("\(trial.described), \(Shown.number(left)) s left")
      return runner.rate(of: trial)
    }
    return repeated
  }

  private func host(_ topology: HostTopology) -> CalibrationHost {
    CalibrationHost(
      instanceType: instanceType, cpu: HostProcessor.current().name,
      architecture: Architecture(rawValue: HostProcessor.architecture) ?? .x86_64,
      instructionSet: kernels.instructionSet, vectorBits: kernels.vectorBits,
      cores: topology.cores, memory: topology.memory)
  }

  private func warnings(leftOut: [RateTrial]) -> [String] {
    guard !leftOut.isEmpty else { return [] }
    let names = leftOut.map(\.described).joined(separator: "; ")
    return ["there was no time for \(names): allow more with --time"]
  }
}

extension RateTrial {
  /// `tg128 on 2 threads, 4 sequences`.
  fileprivate var described: String {
    let sequences = batch == 1 ? "" : ", \(batch) sequences"
    return "\(test.name) on \(threads) thread\(threads == 1 ? "" : "s")\(sequences)"
  }
}
