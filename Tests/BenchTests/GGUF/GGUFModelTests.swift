import CostModel
import Testing

@testable import Bench

@Suite("GGUF files as models")
struct GGUFModelTests {
  typealias Entry = HandmadeGGUF.Entry
  typealias Tensor = HandmadeGGUF.Tensor

  struct Misfit: CustomTestStringConvertible {
    let testDescription: String
    let file: HandmadeGGUF
    let fault: GGUFModelError

    init(_ name: String, _ fault: GGUFModelError, _ file: HandmadeGGUF) {
      testDescription = name
      self.file = file
      self.fault = fault
    }
  }

  @Test("the shape comes from the metadata, and from the rows of the embedding")
  func shape() throws {
    let model = try HandmadeGGUF.llama.file().storedModel()
    #expect(
      model.configuration
        == ModelConfiguration(
          architecture: .llama, layers: 1, width: 32, feedForwardWidth: 64, heads: 2,
          keyValueHeads: 1, headSize: 16, vocabulary: 8, contextLength: 128, rotaryBase: 10_000,
          normEpsilon: 1e-5))
    #expect(model.tensors.count == 11)
  }

  @Test(
    "heads without key_length share the width, and without head_count_kv have keys of their own")
  func defaults() throws {
    let file = HandmadeGGUF.llama.without("llama.attention.head_count_kv").with {
      $0.tensors[4].dimensions = [32, 32]
      $0.tensors[5].dimensions = [32, 32]
    }
    let configuration = try file.file().storedModel().configuration
    #expect(configuration.keyValueHeads == 2)
    #expect(configuration.headSize == 16)
  }

  @Test("a file that says how it is quantized is believed, else its most frequent type names it")
  func quantization() throws {
    #expect(try HandmadeGGUF.llama.file().quantization.name == "f32")
    #expect(
      try HandmadeGGUF.llama.setting(Entry("general.file_type", 15)).file().quantization.name
        == "q4_k_m")
    #expect(GGUFFile.modelName(ofPath: "/models/Tiny-1B.gguf") == "Tiny-1B")
  }

  static let settings: [Misfit] = [
    Misfit("no architecture", .architecture(nil), .llama.without("general.architecture")),
    Misfit(
      "an unknown architecture", .architecture("mamba"),
      .llama.setting(Entry("general.architecture", "mamba"))),
    Misfit(
      "an architecture that is no text", .architecture(nil),
      .llama.setting(Entry("general.architecture", 7))),
    Misfit(
      "no number of layers", .missing(key: "llama.block_count"), .llama.without("llama.block_count")
    ),
    Misfit(
      "no epsilon", .missing(key: "llama.attention.layer_norm_rms_epsilon"),
      .llama.without("llama.attention.layer_norm_rms_epsilon")),
    Misfit(
      "no layers",
      .value(key: "llama.block_count", expected: "a whole number from 1 to 1024"),
      .llama.setting(Entry("llama.block_count", 0))),
    Misfit(
      "layers in words",
      .value(key: "llama.block_count", expected: "a whole number from 1 to 1024"),
      .llama.setting(Entry("llama.block_count", "1"))),
    Misfit(
      "a width that is no multiple of 32",
      .value(
        key: "llama.embedding_length",
        expected: "a whole number from 32 to 65536 that 32 divides"),
      .llama.setting(Entry("llama.embedding_length", 33))),
    Misfit(
      "keys that do not divide the heads",
      .value(key: "llama.attention.head_count_kv", expected: "a divisor of 3 heads"),
      .llama.setting(Entry("llama.attention.head_count", 3))
        .setting(Entry("llama.attention.head_count_kv", 2))),
    Misfit(
      "an odd size of heads",
      .value(
        key: "llama.attention.key_length", expected: "a whole number from 2 to 1024 that 2 divides"),
      .llama.setting(Entry("llama.attention.key_length", 15))),
    Misfit(
      "an epsilon that is no number",
      .value(
        key: "llama.attention.layer_norm_rms_epsilon", expected: "a number from 0.0 to 1.0"),
      .llama.setting(Entry("llama.attention.layer_norm_rms_epsilon", real: .nan))),
    Misfit(
      "a rotary base of infinity",
      .value(key: "llama.rope.freq_base", expected: "a number from 1.0 to 1000000000000.0"),
      .llama.setting(Entry("llama.rope.freq_base", real: .infinity))),
  ]

  static let features: [Misfit] = [
    Misfit(
      "YaRN",
      .unsupported(key: "llama.rope.scaling.type", meaning: "yarn rotary scaling"),
      .llama.setting(Entry("llama.rope.scaling.type", "yarn"))),
    Misfit(
      "linear scaling by its name",
      .unsupported(key: "llama.rope.scaling.factor", meaning: "linear rotary scaling"),
      .llama.setting(Entry("llama.rope.scaling.type", "linear"))
        .setting(Entry("llama.rope.scaling.factor", real: 4))),
    Misfit(
      "linear scaling without its name",
      .unsupported(key: "llama.rope.scaling.factor", meaning: "linear rotary scaling"),
      .llama.setting(Entry("llama.rope.scaling.factor", real: 2))),
    Misfit(
      "rotation of a part of a head",
      .unsupported(key: "llama.rope.dimension_count", meaning: "another size than the keys'"),
      .llama.setting(Entry("llama.rope.dimension_count", 8))),
    Misfit(
      "experts", .unsupported(key: "llama.expert_count", meaning: "a mixture of experts"),
      .llama.setting(Entry("llama.expert_count", 8))),
    Misfit(
      "a sliding window",
      .unsupported(key: "llama.attention.sliding_window", meaning: "a sliding window"),
      .llama.setting(Entry("llama.attention.sliding_window", 4096))),
    Misfit(
      "one part of several",
      .unsupported(key: "split.count", meaning: "3 files: merge them first"),
      .llama.setting(Entry("split.count", 3))),
  ]

  static let tensors: [Misfit] = [
    Misfit(
      "no embedding", .missingTensor("token_embd.weight"), .llama.with { $0.tensors.removeFirst() }),
    Misfit(
      "a missing tensor", .missingTensor("blk.0.ffn_down.weight"),
      .llama.with { $0.tensors.removeLast() }),
    Misfit(
      "fewer layers than claimed", .missingTensor("blk.1.attn_norm.weight"),
      .llama.setting(Entry("llama.block_count", 2))),
    Misfit(
      "a tensor of another architecture", .unknownTensor("blk.0.attn_q_norm.weight"),
      .llama.with { $0.tensors.append(Tensor("blk.0.attn_q_norm.weight", [16])) }),
    Misfit(
      "biases in Llama", .unknownTensor("blk.0.attn_q.bias"),
      .llama.with { $0.tensors.append(Tensor("blk.0.attn_q.bias", [32])) }),
    Misfit(
      "a matrix of another shape",
      .shape(tensor: "blk.0.attn_k.weight", found: [32, 32], expected: [32, 16]),
      .llama.with { $0.tensors[4].dimensions = [32, 32] }),
    Misfit(
      "a matrix with a third dimension",
      .shape(tensor: "blk.0.attn_k.weight", found: [32, 4, 4], expected: [32, 16]),
      .llama.with { $0.tensors[4].dimensions = [32, 4, 4] }),
    Misfit(
      "an embedding of another width",
      .shape(tensor: "token_embd.weight", found: [64, 8], expected: [32, 8]),
      .llama.with { $0.tensors[0].dimensions = [64, 8] }),
    Misfit(
      "quantized norms",
      .vectorType(tensor: "output_norm.weight", GGUFType(number: 8)),
      .llama.with { $0.tensors[1].type = 8 }),
    Misfit(
      "rotary factors of another count",
      .shape(tensor: "rope_freqs.weight", found: [16], expected: [8]),
      .llama.with { $0.tensors.append(Tensor("rope_freqs.weight", [16])) }),
  ]

  @Test("what does not fit is named", arguments: settings + features + tensors)
  func misfits(misfit: Misfit) throws {
    let file = try misfit.file.file()
    #expect(throws: misfit.fault) { try file.storedModel() }
  }

  @Test(
    "scaling by 1, or none, is no scaling",
    arguments: [
      [Entry("llama.rope.scaling.type", "none"), Entry("llama.rope.scaling.factor", real: 8)],
      [Entry("llama.rope.scaling.type", "linear"), Entry("llama.rope.scaling.factor", real: 1)],
      [Entry("llama.rope.scale_linear", real: 1)],
    ])
  func unscaled(entries: [Entry]) throws {
    let file = entries.reduce(HandmadeGGUF.llama) { $0.setting($1) }
    #expect(try file.file().storedModel().tensors.count == 11)
  }

  @Test("errors are one sentence that says what to do, or what was found")
  func wording() {
    #expect(
      GGUFModelError.architecture("mamba").description
        == "its architecture is mamba: costctl runs llama, qwen2")
    #expect(
      GGUFModelError.shape(tensor: "x", found: [32, 8], expected: [32, 16]).description
        == "x has dimensions 32 × 8, and its metadata ask for 32 × 16")
    #expect(
      GGUFModelError.unsupported(key: "llama.rope.scaling.type", meaning: "yarn rotary scaling")
        .description
        == "llama.rope.scaling.type asks for yarn rotary scaling, which costctl does not run")
  }
}
