import CKernels
import CostModel
import Pricing
import Testing

@testable import Bench

@Suite("Model presets")
struct ModelPresetTests {
  @Test(
    "a preset has as many parameters as its model card's safetensors say",
    arguments: [
      ("llama-3.2-1b", 1_235_814_400), ("llama-3.2-3b", 3_212_749_824),
      ("deepseek-r1-distill-qwen-1.5b", 1_777_088_000),
    ])
  func parameters(name: String, expected: Int) throws {
    let preset = try #require(ModelPreset.named(name))
    let tensors = preset.tensors(quantization: .q80).filter { $0.role != .rotaryFactors }
    #expect(tensors.reduce(0) { $0 + $1.values } == expected)
  }

  @Test(
    "Llama 3.2 1B takes the megabytes that llama.cpp's quantizer leaves of it",
    arguments: zip(PresetQuantization.allCases, [763, 1313, 800]))
  func bytes(quantization: PresetQuantization, megabytes: Int) throws {
    let preset = try #require(ModelPreset.named("llama-3.2-1b"))
    let bytes = preset.tensors(quantization: quantization).reduce(0) { $0 + $1.byteCount }
    #expect((Double(bytes) / 1e6).rounded() == Double(megabytes))
  }

  @Test("the facts that estimates go by are those of the preset that is measured")
  func facts() throws {
    let known = try Catalogue.rateBook(calibrations: [], runtime: .costctl).models
    for preset in ModelPreset.all {
      let model = try #require(known.first { $0.name == preset.name })
      let shape = preset.configuration
      #expect(
        model.kvBytesPerToken.value
          == Double(4 * shape.layers * shape.keyValueHeads * shape.headSize))
      for (quantization, bytes) in model.weightBytes {
        let preferred = try #require(PresetQuantization(rawValue: quantization.name))
        let tensors = preset.tensors(quantization: preferred).filter { $0.role != .rotaryFactors }
        #expect(model.parameters.value == Double(tensors.reduce(0) { $0 + $1.values }))
        #expect(bytes.value == Double(tensors.reduce(0) { $0 + $1.byteCount }))
      }
    }
  }

  @Test("Llama 3.2's rotary factors are 1 below pair 15, 32 from pair 18, and rise in between")
  func factors() {
    let factors = RotaryScaling.llama32.factors(base: 500_000, headSize: 64)
    #expect(factors.count == 32)
    #expect(factors[..<15].allSatisfy { $0 == 1 })
    #expect(factors[18...].allSatisfy { $0 == 32 })
    #expect(factors[14..<19] == factors[14..<19].sorted()[...])
  }

  @Test("the same seed gives the same weights on any number of threads, another seed others")
  func seeds() throws {
    let one = try ModelPreset.tinyLlama.row(seed: 1, threads: 1)
    #expect(try ModelPreset.tinyLlama.row(seed: 1, threads: 3) == one)
    #expect(try ModelPreset.tinyLlama.row(seed: 2, threads: 1) != one)
  }

  @Test(
    "every matrix has a mean of about 0 and a deviation of about 1 / √columns",
    arguments: PresetQuantization.allCases)
  func distribution(quantization: PresetQuantization) throws {
    let model = try ModelPreset.tinyQwen.make(quantization: quantization, seed: 7, threads: 2)
    let layer = try #require(model.weights.layers.last)
    for matrix in [model.weights.embedding, model.weights.output, layer.value, layer.down] {
      let values = matrix.unpacked().map(Double.init)
      let mean = values.reduce(0, +) / Double(values.count)
      let square = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
      let expected = 1 / Double(matrix.cols).squareRoot()
      #expect(abs(mean) < 0.05 * expected)
      #expect((square.squareRoot() / expected - 1).magnitude < 0.1)
    }
  }

  @Test("a model knows its size: the untied embedding is read by row, not whole")
  func size() throws {
    let tied = try ModelPreset.tinyLlama.make(quantization: .q80, seed: 1, threads: 1)
    let untied = try ModelPreset.tinyQwen.make(quantization: .q80, seed: 1, threads: 1)
    // 2 layers of query 256 x 256, key and value 128 x 256, output 256 x 256 and three 512 x 256;
    // norms of 256; the head of 300 x 256, whose last group is padded to 304 rows when packed.
    let matrices = 2 * (2 * 65_536 + 2 * 32_768 + 3 * 131_072)
    #expect(tied.parameters == matrices + 76_800 + 5 * 256)
    #expect(tied.weightBytes == (matrices + 76_800) / 32 * 34 + 5 * 256 * 4)
    #expect(tied.bytesPerToken == (matrices + 304 * 256) / 32 * 34 + 5 * 256 * 4)
    #expect(tied.cacheBytesPerToken == 2 * 2 * 2 * 64 * 2)
    #expect(untied.weightBytes - untied.bytesPerToken == (76_800 - 4 * 256) / 32 * 34)
  }
}

extension ModelPreset {
  fileprivate func row(seed: UInt64, threads: Int) throws -> [Float] {
    let model = try make(quantization: .q40, seed: seed, threads: threads)
    return try #require(model.weights.layers.last).down.unpacked()
  }
}

extension ck_matrix {
  /// The values of all rows, in order.
  func unpacked() -> [Float] {
    var matrix = self
    return [Float](unsafeUninitializedCapacity: rows * cols) { buffer, count in
      for row in 0..<rows {
        ck_unpack_row(&matrix, row, buffer.baseAddress.map { $0 + row * cols })
      }
      count = rows * cols
    }
  }
}
