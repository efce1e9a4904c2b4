/// How far rates scatter: standard deviations of their logarithm.
package struct RateSpreads: Hashable, Sendable {
  /// How far an engine or a model may stand from the one the figures were fitted to.
  package struct Engine: Hashable, Sendable {
    package let decode: Double
    package let prefill: Double
    package let bandwidth: Double
    package let sync: Double
    package let batch: Double

    package init(
      decode: Double, prefill: Double, bandwidth: Double, sync: Double, batch: Double
    ) {
      self.decode = decode
      self.prefill = prefill
      self.bandwidth = bandwidth
      self.sync = sync
      self.batch = batch
    }
  }

  /// How far one machine of a type stands from the next, and its type from its figures.
  package struct Host: Hashable, Sendable {
    package let decode: Double
    package let prefill: Double
    package let bandwidth: Double
    package let sync: Double
    package let flat: Double
    package let node: Double

    package init(
      decode: Double, prefill: Double, bandwidth: Double, sync: Double, flat: Double,
      node: Double
    ) {
      self.decode = decode
      self.prefill = prefill
      self.bandwidth = bandwidth
      self.sync = sync
      self.flat = flat
      self.node = node
    }
  }

  package let engine: Engine
  package let host: Host
  /// Of a measurement repeated on the same machine.
  package let repetition: Double
  /// Added where the calibration was of another model, quantization, architecture or instruction set.
  package let otherModel: Double
  package let otherQuantization: Double
  package let otherArchitecture: Double
  package let otherInstructionSet: Double
  /// Added where a processor stands in for a host that is not known.
  package let standIn: Double

  package init(
    engine: Engine, host: Host, repetition: Double, otherModel: Double,
    otherQuantization: Double, otherArchitecture: Double, otherInstructionSet: Double,
    standIn: Double
  ) {
    self.engine = engine
    self.host = host
    self.repetition = repetition
    self.otherModel = otherModel
    self.otherQuantization = otherQuantization
    self.otherArchitecture = otherArchitecture
    self.otherInstructionSet = otherInstructionSet
    self.standIn = standIn
  }

  /// Variances of the engine before anything was measured; the last lanes belong to machines alone.
  var engineVariances: RateVector {
    let spread = RateVector(
      engine.decode, engine.prefill, engine.bandwidth, engine.sync, engine.batch, 0, 0, 0)
    return spread * spread
  }

  /// Variances from machine to machine; a crossing is counted in standard deviations.
  var hostVariances: RateVector {
    let spread = RateVector(
      host.decode, host.prefill, host.bandwidth, host.sync, host.prefill, host.flat, host.node, 1)
    return spread * spread
  }
}
