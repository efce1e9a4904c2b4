/// Why a sound GGUF file is not a model that costctl can run.
package enum GGUFModelError: Error, Equatable, CustomStringConvertible {
  case architecture(String?)
  case missing(key: String)
  case value(key: String, expected: String)
  case unsupported(key: String, meaning: String)
  case missingTensor(String)
  case unknownTensor(String)
  case shape(tensor: String, found: [Int], expected: [Int])
  case vectorType(tensor: String, GGUFType)

  package var description: String {
    switch self {
    case .architecture(let name?):
      "its architecture is \(name): costctl runs"
        + " \(ModelConfiguration.Architecture.allCases.map(\.rawValue).joined(separator: ", "))"
    case .architecture(nil): "general.architecture is missing or no text: it names no model"
    case .missing(let key): "\(key) is missing"
    case .value(let key, let expected): "\(key) is not \(expected)"
    case .unsupported(let key, let meaning):
      "\(key) asks for \(meaning), which costctl does not run"
    case .missingTensor(let name): "the tensor \(name) is missing"
    case .unknownTensor(let name): "\(name) is no tensor of this architecture"
    case .shape(let tensor, let found, let expected):
      "\(tensor) has dimensions \(Self.product(found)), and its metadata ask for"
        + " \(Self.product(expected))"
    case .vectorType(let tensor, let type):
      "\(tensor) has type \(type): norms, biases and rotary factors are F32"
    }
  }

  private static func product(_ dimensions: [Int]) -> String {
    dimensions.map(String.init).joined(separator: " × ")
  }
}
