/// A GGUF file of version 3: its metadata and its tensors, each field checked before it is used.
///
/// Layout: ggml's gguf.md. Header, metadata and tensor descriptions follow each other unaligned; the
/// data section begins at the next multiple of `general.alignment`, 32 unless stated.
struct GGUFFile {
  static let version: UInt32 = 3
  private static let magic: UInt32 = 0x4655_4747
  /// No model comes near these; they bound the memory that a file can make its reader take.
  private static let mostTensors: UInt64 = 65_536
  private static let mostMetadata: UInt64 = 65_536

  let mapping: Mapping
  let metadata: [String: GGUFValue]
  let tensors: [GGUFTensor]

  init(_ mapping: Mapping) throws(GGUFError) {
    var cursor = GGUFCursor(UnsafeRawBufferPointer(mapping.bytes))
    guard cursor.remaining >= 4, try cursor.read(UInt32.self) == Self.magic else { throw .notGGUF }
    let version = try cursor.read(UInt32.self)
    guard version == Self.version else { throw .version(version) }
    let tensorCount = try cursor.read(UInt64.self)
    let metadataCount = try cursor.read(UInt64.self)
    guard tensorCount <= Self.mostTensors else { throw .tooMany(.tensors, tensorCount) }
    guard metadataCount <= Self.mostMetadata else { throw .tooMany(.metadata, metadataCount) }
    self.mapping = mapping
    metadata = try Self.readMetadata(Int(metadataCount), from: &cursor)
    let alignment = try Self.alignment(metadata["general.alignment"])
    let described = try Self.readTensors(Int(tensorCount), from: &cursor, alignment: alignment)
    let dataSection = cursor.offset.roundedUp(to: alignment)
    var tensors: [GGUFTensor] = []
    for tensor in described {
      tensors.append(try tensor.placed(after: dataSection, fileSize: mapping.bytes.count))
    }
    self.tensors = tensors
    try Self.requireDisjoint(tensors)
  }

  private static func readMetadata(
    _ count: Int, from cursor: inout GGUFCursor
  ) throws(GGUFError) -> [String: GGUFValue] {
    var metadata: [String: GGUFValue] = [:]
    for number in 0..<count {
      cursor.place = .metadata(number + 1)
      let key = try cursor.readName()
      let value = try GGUFValue(from: &cursor, key: key)
      guard metadata.updateValue(value, forKey: key) == nil else { throw .duplicate(key) }
    }
    return metadata
  }

  private static func alignment(_ value: GGUFValue?) throws(GGUFError) -> Int {
    guard let value else { return 32 }
    guard case .unsigned(let number) = value, number <= UInt32.max, number.nonzeroBitCount == 1
    else { throw .alignment }
    return Int(number)
  }

  private static func readTensors(
    _ count: Int, from cursor: inout GGUFCursor, alignment: Int
  ) throws(GGUFError) -> [GGUFTensor] {
    var tensors: [GGUFTensor] = []
    var names: Set<String> = []
    for number in 0..<count {
      cursor.place = .tensor(number + 1)
      let tensor = try GGUFTensor(from: &cursor, alignment: alignment)
      guard names.insert(tensor.name).inserted else { throw .duplicate(tensor.name) }
      tensors.append(tensor)
    }
    return tensors
  }

  private static func requireDisjoint(_ tensors: [GGUFTensor]) throws(GGUFError) {
    let ordered = tensors.sorted { $0.data.lowerBound < $1.data.lowerBound }
    for (first, second) in zip(ordered, ordered.dropFirst())
    where first.data.upperBound > second.data.lowerBound {
      throw .overlap(first.name, second.name)
    }
  }
}
