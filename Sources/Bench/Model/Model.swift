/// A model ready to run: its shape and its packed weights, with the memory that holds them.
package final class Model {
  package let configuration: ModelConfiguration
  let weights: ModelWeights
  /// Keeps what `weights` points into alive.
  private let memory: AnyObject

  init(configuration: ModelConfiguration, weights: ModelWeights, memory: AnyObject) {
    self.configuration = configuration
    self.weights = weights
    self.memory = memory
  }
}
