import Foundation

extension RateBook {
  /// The machine a calibration ran on, as well as it is known.
  func machine(of calibration: Calibration) -> Machine {
    let host = calibration.host
    if let type = host.instanceType, let machine = machines.machine(for: RateTarget(type)) {
      return machine
    }
    let threads = calibration.results.map(\.threads).max() ?? 1
    let cores = Double(host.cores ?? threads)
    let memory = host.memory ?? calibration.model.weightBytes
    if let processor = machines.processor(ofCPU: host.cpu) {
      return Machine(processor: processor, cores: cores, memory: memory)
    }
    return Machine(
      processor: machines.standIn(for: host.architecture), cores: cores, memory: memory,
      spread: machines.spreads.standIn)
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
