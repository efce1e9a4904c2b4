import Foundation

extension RateBook {
  /// The machine a calibration ran on; nil where neither its type nor its processor is known.
  func knownMachine(of calibration: Calibration) -> Machine? {
    let host = calibration.host
    if let type = host.instanceType, let machine = machines.machine(for: RateTarget(type)) {
      return machine
    }
    return machines.processor(ofCPU: host.cpu).map { calibration.machine(on: $0) }
  }

  /// The same, with another processor of the architecture in place of one that is not known.
  func machine(of calibration: Calibration) -> Machine {
    knownMachine(of: calibration)
      ?? calibration.machine(on: machines.standIn(for: calibration.host.architecture))
  }

  /// Each result against the figures of the machine on as many threads.
  func observations(of calibration: Calibration) -> [RateObservation] {
    let machine = machine(of: calibration)
    return calibration.results.map { result in
      let used =
        machine.processor.kind == .accelerator || result.threads >= Int(machine.cores)
        ? machine : machine.with(cores: Double(result.threads))
      return RateObservation(
        rate: result.rate.median, spread: spread(of: result.rate)
      ) { lanes in
        let pass = pass(of: calibration.model, on: used, engine: lanes)
        switch result.test {
        case .prefill(let tokens):
          return pass.prefill(Tokens(Double(tokens))) * (1 / Double(tokens))
        case .decode(let tokens):
          let context = Tokens(Double(tokens) / 2)
          return pass.decodeStep(batch: result.batch, context: context)
            * (1 / Double(result.batch))
        }
      }
    }
  }

  func pass(of model: ModelFacts, on machine: Machine, engine: RateVector) -> MachinePass {
    let efficiency =
      machine.processor.kind == .accelerator
      ? engines.acceleratedBatchEfficiency : engines.batchEfficiency[runtime] ?? .one
    return MachinePass(
      machine: machine, model: model, engine: engine, batchEfficiency: efficiency)
  }

  /// Of repetitions on any host, and of these; their range is taken for a 90 % interval.
  private func spread(of rate: RateSpread) -> Double {
    let range = log(rate.max / rate.min) / (2 * RateInterval.deviations)
    return hypot(machines.spreads.repetition, range)
  }
}

extension Calibration {
  fileprivate func machine(on processor: Processor) -> Machine {
    Machine(
      processor: processor, cores: Double(host.cores ?? results.map(\.threads).max() ?? 1),
      memory: host.memory ?? model.weightBytes)
  }
}

extension MachineCatalogue {
  /// The slowest processor of an architecture: it has the plainest instruction set.
  func standIn(for architecture: Architecture) -> Processor {
    let candidates = processors.values.filter { $0.architecture == architecture }
    let slowest = candidates.min {
      $0.figures.flopsPerCore < $1.figures.flopsPerCore
    }
    guard let slowest else { preconditionFailure("every architecture has a processor") }
    return slowest
  }
}
