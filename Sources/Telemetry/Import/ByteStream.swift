import Foundation

/// The bytes of an import source in order, with gzip undone.
final class ByteStream {
  private let name: String
  private let descriptor: Int32?
  private var bytes: [UInt8]
  private var position = 0
  private var inflater: Inflater?

  private static let gzipMagic: [UInt8] = [0x1f, 0x8b]
  private static let readSize = 1 << 18

  init(_ source: ImportSource) throws {
    name = source.name
    switch source {
    case .bytes(let bytes, _):
      self.bytes = bytes
      descriptor = nil
    case .standardInput:
      bytes = []
      descriptor = 0
    case .file(let path):
      bytes = []
      let opened = open(path, O_RDONLY | O_CLOEXEC)
      guard opened >= 0 else { throw Self.unreadable(name) }
      descriptor = opened
    }
    try refillIfEmpty()
    if bytes[position...].starts(with: Self.gzipMagic) {
      inflater = try Inflater(name: name)
    }
  }

  deinit {
    if let descriptor, descriptor > 0 { close(descriptor) }
  }

  private static func unreadable(_ name: String) -> ImportError {
    .unreadable(file: name, reason: String(cString: strerror(errno)))
  }

  /// Fills the buffer from its start and returns how many bytes it got; 0 at the end.
  func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let inflater else { return try readRaw(into: target) }
    while true {
      try refillIfEmpty()
      let result = try bytes.withUnsafeBytes { input in
        try inflater.inflate(
          UnsafeRawBufferPointer(rebasing: input[position...]), into: target)
      }
      position += result.consumed
      if result.produced > 0 || result.isFinished { return result.produced }
    }
  }

  private func readRaw(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    let buffered = bytes.count - position
    guard buffered == 0 else {
      let count = min(buffered, target.count)
      bytes.withUnsafeBytes {
        target.copyMemory(from: .init(rebasing: $0[position..<position + count]))
      }
      position += count
      return count
    }
    guard let descriptor else { return 0 }
    return try readDescriptor(descriptor, into: target)
  }

  private func readDescriptor(
    _ descriptor: Int32, into target: UnsafeMutableRawBufferPointer
  ) throws -> Int {
    while true {
      let count = Foundation.read(descriptor, target.baseAddress, target.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw Self.unreadable(name) }
    }
  }

  private func refillIfEmpty() throws {
    guard position == bytes.count, let descriptor else { return }
    position = 0
    bytes = try [UInt8](unsafeUninitializedCapacity: Self.readSize) { buffer, count in
      let target = UnsafeMutableRawBufferPointer(buffer)
      while count < Self.gzipMagic.count {
        let more = try readDescriptor(
          descriptor, into: UnsafeMutableRawBufferPointer(rebasing: target[count...]))
        if more == 0 { break }
        count += more
      }
    }
  }
}
