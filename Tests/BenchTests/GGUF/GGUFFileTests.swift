import Testing

@testable import Bench

@Suite("GGUF files that lie")
struct GGUFFileTests {
  typealias Entry = HandmadeGGUF.Entry
  typealias Tensor = HandmadeGGUF.Tensor

  struct Lie: CustomTestStringConvertible {
    let testDescription: String
    let file: HandmadeGGUF
    let fault: GGUFError

    init(_ name: String, _ fault: GGUFError, _ change: (inout HandmadeGGUF) -> Void) {
      testDescription = name
      file = .llama.with(change)
      self.fault = fault
    }
  }

  @Test("a sound file is read whole: metadata, tensors, and where their data lies")
  func sound() throws {
    let (bytes, dataSection) = HandmadeGGUF.llama.laidOut()
    let file = try HandmadeGGUF.file(bytes)
    #expect(file.metadata.count == 10)
    #expect(file.text("general.architecture") == "llama")
    #expect(file.metadata["llama.block_count"] == .unsigned(1))
    #expect(file.metadata["tokenizer.ggml.tokens"] == .array(count: 3))
    #expect(file.tensors.count == 11)
    #expect(file.tensors[0].data == dataSection..<dataSection + 1024)
    #expect(file.tensors[10].data.upperBound == bytes.count)
  }

  @Test("a file cut anywhere is refused, whatever byte it ends with")
  func cut() throws {
    let (bytes, dataSection) = HandmadeGGUF.llama.laidOut()
    for length in 1..<dataSection {
      #expect(throws: GGUFError.self) { try HandmadeGGUF.file(bytes[..<length]) }
    }
    #expect(throws: GGUFError.outside(tensor: "blk.0.ffn_down.weight")) {
      try HandmadeGGUF.file(bytes.dropLast())
    }
  }

  @Test("every value type of metadata is read as what it is")
  func values() throws {
    let max = [UInt8](repeating: 255, count: 8)
    let file = try HandmadeGGUF.llama.with { file in
      for (type, size) in [1, 1, 2, 2, 4, 4].enumerated() {
        file.entries.append(Entry("\(type)", type: UInt32(type), Array(max.prefix(size))))
      }
      file.entries.append(Entry("6", real: 1.5))
      file.entries.append(Entry("7", type: 7, [1]))
      file.entries.append(Entry("10", type: 10, max))
      file.entries.append(Entry("11", type: 11, max))
      file.entries.append(Entry("12", type: 12, HandmadeGGUF.bytes(of: (-2.5).bitPattern)))
    }.file()
    let expected: [String: GGUFValue] = [
      "0": .unsigned(255), "1": .signed(-1), "2": .unsigned(65_535), "3": .signed(-1),
      "4": .unsigned(4_294_967_295), "5": .signed(-1), "6": .float(1.5), "7": .boolean(true),
      "10": .unsigned(.max), "11": .signed(-1), "12": .float(-2.5),
    ]
    for (key, value) in expected { #expect(file.metadata[key] == value) }
  }

  @Test(
    "arrays are passed over by the size of their elements",
    arguments: [0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12])
  func arrays(type: UInt32) throws {
    let size = [0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8][
      type, default: 0]
    let elements =
      HandmadeGGUF.bytes(of: type) + HandmadeGGUF.bytes(of: UInt64(3))
      + [UInt8](repeating: 1, count: 3 * size)
    let file = try HandmadeGGUF.llama.with {
      $0.entries.insert(Entry("array", type: 9, elements), at: 0)
    }.file()
    #expect(file.metadata["array"] == .array(count: 3))
    #expect(file.text("general.architecture") == "llama")
  }

  static let headers: [Lie] = [
    Lie("magic", .notGGUF) { $0.magic = Array("GGML".utf8) },
    Lie("version 2", .version(2)) { $0.version = 2 },
    Lie("big-endian", .version(0x0300_0000)) { $0.version = 0x0300_0000 },
    Lie("2^64 - 1 tensors", .tooMany(.tensors, .max)) { $0.tensorCount = .max },
    Lie("65,537 tensors", .tooMany(.tensors, 65_537)) { $0.tensorCount = 65_537 },
    Lie("2^63 entries", .tooMany(.metadata, 1 << 63)) { $0.entryCount = 1 << 63 },
    // What follows the last description is padding.
    Lie("one tensor too many", .name(.tensor(12), .empty)) { $0.tensorCount = 12 },
  ]

  static let entries: [Lie] = [
    Lie("a key twice", .duplicate("llama.block_count")) {
      $0.entries.append(Entry("llama.block_count", 1))
    },
    Lie("an empty key", .name(.metadata(11), .empty)) { $0.entries.append(Entry("", 1)) },
    Lie("a key of 256 bytes", .name(.metadata(11), .tooLong)) {
      $0.entries.append(Entry(String(repeating: "k", count: 256), 1))
    },
    Lie("a key that is not UTF-8", .name(.metadata(1), .notUTF8)) {
      $0.entries[0].key = [0xC0, 0x80]
    },
    Lie("an unknown type", .valueType(key: "new", 13)) {
      $0.entries.append(Entry("new", type: 13, []))
    },
    Lie("a boolean of 2", .boolean(key: "yes")) { $0.entries.append(Entry("yes", type: 7, [2])) },
    Lie("a string of 2^64 - 1 bytes", .endsWithin(.metadata(1))) {
      $0.entries[0].value = HandmadeGGUF.bytes(of: UInt32(8)) + HandmadeGGUF.bytes(of: UInt64.max)
    },
    Lie("an array of 2^61 numbers", .endsWithin(.metadata(11))) {
      let giant = HandmadeGGUF.bytes(of: UInt32(10)) + HandmadeGGUF.bytes(of: UInt64(1) << 61)
      $0.entries.append(Entry("giant", type: 9, giant))
    },
    Lie("an array of 2^64 - 1 strings", .endsWithin(.metadata(11))) {
      let giant = HandmadeGGUF.bytes(of: UInt32(8)) + HandmadeGGUF.bytes(of: UInt64.max)
      $0.entries.append(Entry("giant", type: 9, giant))
    },
    Lie("an array of arrays", .valueType(key: "nested", 9)) {
      let nested = HandmadeGGUF.bytes(of: UInt32(9)) + HandmadeGGUF.bytes(of: UInt64(1))
      $0.entries.append(Entry("nested", type: 9, nested))
    },
    Lie("an alignment of 0", .alignment) { $0.entries.append(Entry("general.alignment", 0)) },
    Lie("an alignment of 48", .alignment) { $0.entries.append(Entry("general.alignment", 48)) },
    Lie("an alignment in words", .alignment) {
      $0.entries.append(Entry("general.alignment", "32"))
    },
    Lie("an alignment beyond the file", .outside(tensor: "token_embd.weight")) {
      $0.entries.append(Entry("general.alignment", 1 << 31))
      for index in $0.tensors.indices { $0.tensors[index].offset = 0 }
    },
  ]

  static let tensors: [Lie] = [
    Lie("a name twice", .duplicate("output_norm.weight")) {
      $0.tensors.append(Tensor("output_norm.weight", [32]))
    },
    Lie("no name", .name(.tensor(12), .empty)) { $0.tensors.append(Tensor("", [32])) },
    Lie("a name that is not UTF-8", .name(.tensor(1), .notUTF8)) { $0.tensors[0].name = [0xFF] },
    Lie("no dimensions", .dimensions(tensor: "x")) { $0.tensors.append(Tensor("x", [])) },
    Lie("five dimensions", .dimensions(tensor: "x")) {
      $0.tensors.append(Tensor("x", [1, 1, 1, 1, 1]))
    },
    Lie("2^32 - 1 dimensions", .dimensions(tensor: "x")) {
      $0.tensors.append(Tensor("x", [1], rank: .max))
    },
    Lie("a dimension of 0", .dimensions(tensor: "x")) { $0.tensors.append(Tensor("x", [32, 0])) },
    Lie("a dimension of 2^63", .dimensions(tensor: "x")) {
      $0.tensors.append(Tensor("x", [1 << 63]))
    },
    Lie("a size beyond 2^63", .dimensions(tensor: "x")) {
      $0.tensors.append(Tensor("x", [1 << 32, 1 << 32]))
    },
    Lie("a size whose product wraps to 0", .dimensions(tensor: "x")) {
      $0.tensors.append(Tensor("x", [1 << 31, 1 << 31, 4]))
    },
    Lie("half a block", .dimensions(tensor: "x")) { $0.tensors.append(Tensor("x", [48], type: 8)) },
    Lie("an unaligned offset", .offset(tensor: "x")) {
      $0.tensors.append(Tensor("x", [32], offset: 16))
    },
    Lie("an offset of 2^64 - 32", .outside(tensor: "x")) {
      $0.tensors.append(Tensor("x", [32], offset: .max - 31))
    },
    Lie("an offset whose end wraps", .outside(tensor: "x")) {
      $0.tensors.append(Tensor("x", [32], offset: 0x7FFF_FFFF_FFFF_FFE0))
    },
    Lie("an offset past the end", .outside(tensor: "x")) {
      $0.tensors.append(Tensor("x", [32], offset: 1 << 40))
    },
    Lie("data of two tensors in one place", .overlap("token_embd.weight", "x")) {
      $0.tensors.append(Tensor("x", [8], offset: 32))
    },
  ]

  @Test("a lie is named", arguments: headers + entries + tensors)
  func lies(lie: Lie) {
    #expect(throws: lie.fault) { try lie.file.file() }
  }

  @Test(
    "a type that the kernels do not run is refused by its name",
    arguments: [
      (7, "Q5_1"), (10, "Q2_K"), (20, "IQ4_NL"), (39, "MXFP4"), (4, "4"), (.max, "4294967295"),
    ])
  func types(number: UInt32, name: String) {
    let file = HandmadeGGUF.llama.with { $0.tensors[3].type = number }
    let fault = GGUFError.tensorType(tensor: "blk.0.attn_q.weight", GGUFType(number: number))
    #expect(throws: fault) { try file.file() }
    #expect(fault.description.hasPrefix("blk.0.attn_q.weight has type \(name), which"))
  }

  @Test("errors are one sentence")
  func wording() {
    #expect(
      GGUFError.tensorType(tensor: "x", GGUFType(number: 7)).description
        == "x has type Q5_1, which costctl does not run: quantize the model to one of F32, F16, Q4_0,"
        + " Q4_1, Q5_0, Q8_0, Q4_K, Q5_K, Q6_K, BF16")
    #expect(
      GGUFError.version(0x0300_0000).description
        == "it is a big-endian GGUF file: convert it to little-endian")
    #expect(
      GGUFError.endsWithin(.metadata(3)).description
        == "it ends within metadata entry 3: copy or download it again")
  }
}
