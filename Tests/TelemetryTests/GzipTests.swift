import Foundation
import Telemetry
import Testing

@Suite("Compressed imports")
struct GzipTests {
  /// One gzip member (RFC 1952) with its data in stored blocks, made without zlib.
  static func member(_ text: String) -> [UInt8] {
    let data = Array(text.utf8)
    var bytes: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    let size = 65_535
    for start in stride(from: 0, to: max(1, data.count), by: size) {
      let block = data[start..<min(data.count, start + size)]
      let count = UInt16(block.count)
      bytes.append(start + size >= data.count ? 1 : 0)
      bytes += little(UInt32(count), 2) + little(UInt32(~count), 2) + block
    }
    return bytes + little(crc32(data), 4) + little(UInt32(data.count), 4)
  }

  private static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
  }

  private static func crc32(_ data: [UInt8]) -> UInt32 {
    ~data.reduce(~UInt32(0)) { crc, byte in
      (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in
        crc >> 1 ^ (crc & 1 == 1 ? 0xedb8_8320 : 0)
      }
    }
  }

  static let text = SyntheticUsage.csv(order: .byTime)

  @Test("one member or many, cut anywhere, hold the same samples", arguments: [1, 2, 5])
  func members(count: Int) throws {
    let plain = try TemporaryStore()
    try plain.load(Self.text)
    let store = try TemporaryStore()
    let size = Self.text.utf8.count / count + 1
    let parts = stride(from: 0, to: Self.text.utf8.count, by: size).map {
      String(
        decoding: Array(Self.text.utf8)[$0..<min(Self.text.utf8.count, $0 + size)], as: UTF8.self)
    }
    try store.load(parts.flatMap(Self.member))
    #expect(try store.dump() == plain.dump())
  }

  @Test(
    "a stream that ends early is refused, wherever it was cut", arguments: [3, 12, 100, 70_000])
  func truncated(missing: Int) throws {
    let store = try TemporaryStore()
    let bytes = Self.member(Self.text)
    #expect(throws: ImportError.truncatedGzip(file: "usage.csv")) {
      try store.load(Array(bytes.dropLast(min(missing, bytes.count - 12))))
    }
    #expect(try store.dump().isEmpty)
  }

  @Test("a wrong checksum or bytes after the end are refused")
  func damaged() throws {
    var bytes = Self.member(Self.text)
    bytes[bytes.count - 8] ^= 1
    for bytes in [bytes, Self.member(Self.text) + Array("tail".utf8)] {
      #expect(throws: ImportError.damagedGzip(file: "usage.csv")) {
        try TemporaryStore().load(bytes)
      }
    }
  }
}
