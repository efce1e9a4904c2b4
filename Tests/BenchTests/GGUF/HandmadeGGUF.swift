@testable import Bench

/// A GGUF file built field by field, so that any of them can lie.
struct HandmadeGGUF {
  struct Tensor {
    var name: [UInt8]
    var dimensions: [UInt64]
    var type: UInt32
    var offset: UInt64?
    /// How many dimensions it claims, where that is not how many it has.
    var rank: UInt32?

    init(
      _ name: String, _ dimensions: [UInt64], type: UInt32 = 0, offset: UInt64? = nil,
      rank: UInt32? = nil
    ) {
      self.name = Array(name.utf8)
      self.dimensions = dimensions
      self.type = type
      self.offset = offset
      self.rank = rank
    }
  }

  struct Entry {
    var key: [UInt8]
    /// The type's number and the value's bytes.
    var value: [UInt8]

    init(_ key: String, type: UInt32, _ payload: [UInt8]) {
      self.key = Array(key.utf8)
      value = HandmadeGGUF.bytes(of: type) + payload
    }

    init(_ key: String, _ number: UInt32) {
      self.init(key, type: 4, HandmadeGGUF.bytes(of: number))
    }

    init(_ key: String, real number: Float) {
      self.init(key, type: 6, HandmadeGGUF.bytes(of: number.bitPattern))
    }

    init(_ key: String, _ text: String) {
      self.init(key, type: 8, HandmadeGGUF.string(Array(text.utf8)))
    }

    func named(_ key: String) -> Bool { self.key == Array(key.utf8) }
  }

  var magic = Array("GGUF".utf8)
  var version: UInt32 = 3
  var tensorCount: UInt64?
  var entryCount: UInt64?
  var entries: [Entry]
  var tensors: [Tensor]
  var alignment = 32

  /// A Llama of one layer, all of it F32 zeros but the metadata.
  static let llama = HandmadeGGUF(
    entries: [
      Entry("general.architecture", "llama"),
      Entry("llama.block_count", 1), Entry("llama.embedding_length", 32),
      Entry("llama.feed_forward_length", 64), Entry("llama.attention.head_count", 2),
      Entry("llama.attention.head_count_kv", 1), Entry("llama.context_length", 128),
      Entry("llama.attention.layer_norm_rms_epsilon", real: 1e-5),
      Entry("llama.rope.freq_base", real: 10_000),
      Entry("tokenizer.ggml.tokens", type: 9, bytes(of: UInt32(8)) + strings(["a", "", "bc"])),
    ],
    tensors: [
      Tensor("token_embd.weight", [32, 8]), Tensor("output_norm.weight", [32]),
      Tensor("blk.0.attn_norm.weight", [32]), Tensor("blk.0.attn_q.weight", [32, 32]),
      Tensor("blk.0.attn_k.weight", [32, 16]), Tensor("blk.0.attn_v.weight", [32, 16]),
      Tensor("blk.0.attn_output.weight", [32, 32]), Tensor("blk.0.ffn_norm.weight", [32]),
      Tensor("blk.0.ffn_gate.weight", [32, 64]), Tensor("blk.0.ffn_up.weight", [32, 64]),
      Tensor("blk.0.ffn_down.weight", [64, 32]),
    ])

  /// The file, and where its data section begins.
  func laidOut() -> (bytes: [UInt8], dataSection: Int) {
    var header = magic + Self.bytes(of: version)
    header += Self.bytes(of: tensorCount ?? UInt64(tensors.count))
    header += Self.bytes(of: entryCount ?? UInt64(entries.count))
    for entry in entries { header += Self.string(entry.key) + entry.value }
    var end = 0
    for tensor in tensors {
      header += Self.string(tensor.name)
      header += Self.bytes(of: tensor.rank ?? UInt32(tensor.dimensions.count))
      for dimension in tensor.dimensions { header += Self.bytes(of: dimension) }
      header += Self.bytes(of: tensor.type) + Self.bytes(of: tensor.offset ?? UInt64(end))
      end = (end + Self.byteCount(tensor)).roundedUp(to: alignment)
    }
    header += [UInt8](repeating: 0, count: header.count.roundedUp(to: alignment) - header.count)
    let data = [UInt8](repeating: 0, count: end)
    return (header + data, header.count)
  }

  func file() throws -> GGUFFile { try Self.file(laidOut().bytes) }

  static func file(_ bytes: some Collection<UInt8>) throws -> GGUFFile {
    let mapping = try Mapping.memoryFile(byteCount: bytes.count)
    mapping.bytes.copyBytes(from: bytes)
    return try GGUFFile(mapping)
  }

  /// The file with one thing changed.
  func with(_ change: (inout HandmadeGGUF) -> Void) -> HandmadeGGUF {
    var changed = self
    change(&changed)
    return changed
  }

  /// The file with an entry replaced or added.
  func setting(_ entry: Entry) -> HandmadeGGUF {
    with { file in
      file.entries.removeAll { $0.key == entry.key }
      file.entries.append(entry)
    }
  }

  func without(_ key: String) -> HandmadeGGUF {
    with { $0.entries.removeAll { $0.named(key) } }
  }

  static func bytes(of number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian, Array.init)
  }

  static func string(_ text: [UInt8]) -> [UInt8] { bytes(of: UInt64(text.count)) + text }

  static func strings(_ texts: [String]) -> [UInt8] {
    bytes(of: UInt64(texts.count)) + texts.flatMap { string(Array($0.utf8)) }
  }

  /// Bytes of a tensor as if it were sound; enough for those that are not.
  private static func byteCount(_ tensor: Tensor) -> Int {
    let values = tensor.dimensions.reduce(UInt64(1)) { $0 &* $1 } % (1 << 20)
    return tensor.type == 8 ? Int(values) / 32 * 34 : Int(values) * 4
  }
}
