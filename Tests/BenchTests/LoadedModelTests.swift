import CostModel
import Foundation
import Testing

@testable import Bench

@Suite("Loading models")
struct LoadedModelTests {
  @Test("a file that is no model's is refused by its path and its fault")
  func faults() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let empty = folder.appending(path: "empty.gguf").path
    let text = folder.appending(path: "text.gguf").path
    #expect(FileManager.default.createFile(atPath: empty, contents: Data()))
    #expect(FileManager.default.createFile(atPath: text, contents: Data("hello, world".utf8)))
    let faults = [
      (folder.path, "it is no regular file"),
      (empty, "it is empty"),
      (text, "it is not a GGUF file: it does not begin with “GGUF”"),
      (folder.appending(path: "none").path, "it cannot be read: No such file or directory"),
    ]
    for (path, fault) in faults {
      for source in [ModelLoad.Source.file, .memfd] {
        #expect(throws: ModelFileError(path: path, fault: fault)) {
          try LoadedModel.load(path: path, through: source, threads: 1, clock: ContinuousClock())
        }
      }
    }
  }

  @Test("weights that are infinite or no numbers are refused by their tensor's name")
  func damaged() throws {
    for (role, offset) in [(TensorRole.layer(1, .down), 0), (.layer(0, .attentionNorm), 4)] {
      let stored = try ModelPreset.tinyLlama.stored(quantization: .q80, seed: 1, threads: 1)
      let tensor = try #require(stored.tensors.first { $0.role == role })
      stored.mapping.bytes.storeBytes(
        of: .max, toByteOffset: tensor.offset + tensor.byteCount - 34 * 4 + offset, as: UInt32.self)
      #expect(throws: WeightError.notFinite(role.name)) {
        try Model.packed(stored, threads: 2)
      }
    }
  }

  @Test("a file that became shorter is not read beyond its end")
  func shortened() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    #expect(FileManager.default.createFile(atPath: path, contents: Data(count: 100_000)))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try WeightFile(path: path)
    let mapping = try Mapping.memoryFile(byteCount: file.byteCount)
    #expect(truncate(path, 50_000) == 0)
    #expect(throws: WeightFileError.shortened) { try file.read(into: mapping, threads: 2) }
  }

  @Test("a preset comes with its facts and the time of its packing")
  func preset() throws {
    let loaded = try LoadedModel.load(
      .tinyLlama, quantization: .q80, seed: 1, threads: 2, clock: ContinuousClock())
    #expect(loaded.facts.name == "tiny-llama")
    #expect(loaded.facts.quantization == .q8_0)
    #expect(loaded.facts.source == .preset)
    #expect(loaded.facts.parameters.value == Double(loaded.model.parameters))
    #expect(loaded.times.source == .memfd)
    #expect(loaded.times.read == .zero)
    #expect(loaded.times.pack > .zero)
  }

  @Test(
    "a cold start waits for the slower of network and memory, then packs: 1 GB at 0.1 GB/s, 10.4 s")
  func coldStart() {
    let times = LoadTimes(
      source: .memfd, bytes: Bytes(1e9), read: .milliseconds(500), pack: .milliseconds(400),
      hugePages: Bytes(0))
    #expect(times.coldStart(network: BytesPerSecond(1e8)) == .milliseconds(10_400))
    #expect(times.coldStart(network: BytesPerSecond(1e10)) == .milliseconds(900))
    #expect(abs(times.rate.value - 1e9 / 0.9) < 1)
  }

  @Test("huge pages are those of the mappings that the memory lies in")
  func hugePages() {
    let smaps = """
      7f0000000000-7f0000200000 rw-p 00000000 00:00 0
      Size:               2048 kB
      AnonHugePages:      2048 kB
      7f0000200000-7f0000600000 rw-p 00000000 00:00 0                          [anon: model]
      AnonHugePages:      4096 kB
      7f0000600000-7f0000700000 rw-p 00000000 00:00 0 
      AnonHugePages:         0 kB
      """
    #expect(Mapping.hugePageBytes(in: smaps, 0x7f00_0020_0000..<0x7f00_0061_0000) == 4 << 20)
    #expect(Mapping.hugePageBytes(in: smaps, 0x7f00_0000_0000..<0x7f00_0000_1000) == 2 << 20)
    #expect(Mapping.hugePageBytes(in: smaps, 0x7e00_0000_0000..<0x7e00_0000_1000) == 0)
  }

  @Test("what the kernel says of the mappings is read to its end, where the stack is")
  func smaps() throws {
    #expect(try Mapping.smaps().contains("[stack]"))
  }

  @Test("memory begins on a huge page, and what is released reads as zeros")
  func memory() throws {
    let anonymous = try Mapping.anonymous(byteCount: 100)
    #expect(Int(bitPattern: anonymous.bytes.baseAddress) % Mapping.hugePage == 0)
    let file = try Mapping.memoryFile(byteCount: 4 * 4096)
    _ = file.bytes.initializeMemory(as: UInt8.self, repeating: 7)
    file.release(4000..<2 * 4096 + 10)
    #expect(file.bytes[4095] == 7)
    #expect(file.bytes[4096..<2 * 4096].allSatisfy { $0 == 0 })
    #expect(file.bytes[(2 * 4096)...].allSatisfy { $0 == 7 })
  }
}
