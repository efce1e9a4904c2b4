/// Everything token rates are told from: the machines, the engines, and what was measured.
package struct RateBook: Hashable, Sendable {
  package let machines: MachineCatalogue
  package let engines: EngineFacts
  package let models: [KnownModel]
  /// Those in force: the latest of each host, model and engine.
  package let calibrations: [Calibration]
  /// Whose rates are wanted.
  package let runtime: TokenRuntime

  package init(
    machines: MachineCatalogue, engines: EngineFacts, models: [KnownModel],
    calibrations: [Calibration], runtime: TokenRuntime
  ) {
    self.machines = machines
    self.engines = engines
    self.models = models
    self.calibrations = calibrations
    self.runtime = runtime
  }

  /// The rates of one model wherever it may run.
  package func rates(of model: ModelFacts) -> ModelRates { ModelRates(model, in: self) }

  /// What `bench` says of other machines: those of the catalogue that hold the model, Lambda first.
  package func estimates(of model: ModelFacts) -> [RateEstimate] {
    let rates = rates(of: model)
    let targets =
      Self.lambdaSizes + machines.instanceNames.map { RateTarget.instance($0) }
    return targets.filter(rates.fits).compactMap(rates.estimate)
  }

  /// Lambda at one to five cores' worth of memory and at its most.
  private static let lambdaSizes = Architecture.allCases.flatMap { architecture in
    [1769, 3538, 5307, 7076, 8845, 10_240].map {
      RateTarget.lambda(architecture, memory: Megabytes($0))
    }
  }
}
