/// Reads a GGUF file's little-endian fields in order and never past its end.
struct GGUFCursor {
  private let bytes: UnsafeRawBufferPointer
  private(set) var offset = 0
  /// What is being read, for errors.
  var place = GGUFError.Place.header

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var remaining: Int { bytes.count - offset }

  mutating func read<Field: FixedWidthInteger>(_: Field.Type) throws(GGUFError) -> Field {
    let start = offset
    try skip(1, of: MemoryLayout<Field>.size)
    return Field(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: Field.self))
  }

  mutating func skip(_ count: UInt64, of size: Int) throws(GGUFError) {
    guard let count = Int(exactly: count), count <= remaining / size else {
      throw .endsWithin(place)
    }
    offset += count * size
  }

  /// The bytes of a string, in the file.
  mutating func readString() throws(GGUFError) -> Range<Int> {
    let count = try read(UInt64.self)
    let start = offset
    try skip(count, of: 1)
    return start..<offset
  }

  /// A key or a tensor's name.
  mutating func readName() throws(GGUFError) -> String {
    let range = try readString()
    guard !range.isEmpty else { throw .name(place, .empty) }
    guard range.count <= 255 else { throw .name(place, .tooLong) }
    guard let name = String(validating: bytes[range], as: UTF8.self) else {
      throw .name(place, .notUTF8)
    }
    return name
  }
}
