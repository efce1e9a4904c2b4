import CZlib

/// Bytes in zlib's form (RFC 1950), with the length they have undone.
struct DeflatedBytes {
  let length: Int
  let bytes: [UInt8]

  init(length: Int, bytes: [UInt8]) {
    self.length = length
    self.bytes = bytes
  }

  init(_ original: [UInt8]) {
    var size = compressBound(UInt(original.count))
    var target = [UInt8](repeating: 0, count: Int(size))
    let code = compress2(&target, &size, original, UInt(original.count), Z_DEFAULT_COMPRESSION)
    precondition(code == Z_OK, "a buffer of zlib's own bound is large enough")
    target.removeLast(target.count - Int(size))
    self.init(length: original.count, bytes: target)
  }

  /// Nil when they are damaged.
  var original: [UInt8]? {
    guard length >= 0, length <= Self.longest else { return nil }
    var size = UInt(length)
    var target = [UInt8](repeating: 0, count: max(1, length))
    guard uncompress(&target, &size, bytes, UInt(bytes.count)) == Z_OK, Int(size) == length else {
      return nil
    }
    target.removeLast(target.count - length)
    return target
  }

  /// A gigabyte: SQLite holds no longer value, and a damaged length must not claim more.
  private static let longest = 1 << 30
}
