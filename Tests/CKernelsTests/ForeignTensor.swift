import CKernels
import Foundation
import Testing

/// A GGUF tensor and its values according to PyPI's gguf; see Fixtures/dequantized.py.
struct ForeignTensor: Decodable, CustomTestStringConvertible {
  let type: UInt32
  let name: String
  let rows: Int
  let cols: Int
  let tensor: Data
  let values: Data

  var testDescription: String { name }

  var floats: [Float] {
    values.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }

  static func all() throws -> [ForeignTensor] {
    let fixture = Bundle.module.url(forResource: "Fixtures/dequantized", withExtension: "json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: #require(fixture))).cases
  }

  private struct File: Decodable {
    let cases: [ForeignTensor]
  }
}
