internal import CKernels

/// A tensor as a GGUF file describes it, all of whose data lies in the file.
struct GGUFTensor: Hashable {
  let name: String
  let type: GGUFType
  /// Fastest first, as in the file; a matrix is [columns, rows].
  let dimensions: [Int]
  /// Bytes of the file.
  let data: Range<Int>

  /// Reads a description; `data` is still relative to the data section.
  init(from cursor: inout GGUFCursor, alignment: Int) throws(GGUFError) {
    name = try cursor.readName()
    let rank = try cursor.read(UInt32.self)
    guard (1...4).contains(rank) else { throw .dimensions(tensor: name) }
    var dimensions: [Int] = []
    for _ in 0..<rank {
      let dimension = try cursor.read(UInt64.self)
      guard dimension > 0, let dimension = Int(exactly: dimension) else {
        throw .dimensions(tensor: name)
      }
      dimensions.append(dimension)
    }
    self.dimensions = dimensions
    type = GGUFType(number: try cursor.read(UInt32.self))
    let offset = try cursor.read(UInt64.self)
    let bytes = try Self.byteCount(type, dimensions, tensor: name)
    guard offset % UInt64(alignment) == 0 else { throw .offset(tensor: name) }
    guard let start = Int(exactly: offset), !start.addingReportingOverflow(bytes).overflow else {
      throw .outside(tensor: name)
    }
    data = start..<start + bytes
  }

  private init(moving tensor: GGUFTensor, by distance: Int) {
    name = tensor.name
    type = tensor.type
    dimensions = tensor.dimensions
    data = tensor.data.lowerBound + distance..<tensor.data.upperBound + distance
  }

  /// The tensor with its data where it lies in a file of that size.
  func placed(after dataSection: Int, fileSize: Int) throws(GGUFError) -> GGUFTensor {
    guard dataSection <= fileSize, data.upperBound <= fileSize - dataSection else {
      throw .outside(tensor: name)
    }
    return GGUFTensor(moving: self, by: dataSection)
  }

  private static func byteCount(
    _ type: GGUFType, _ dimensions: [Int], tensor: String
  ) throws(GGUFError) -> Int {
    let perBlock = ck_block_values(type.kernelType)
    guard perBlock != 0 else { throw .tensorType(tensor: tensor, type) }
    guard dimensions[0] % perBlock == 0 else { throw .dimensions(tensor: tensor) }
    var bytes = ck_block_bytes(type.kernelType)
    for factor in [dimensions[0] / perBlock] + dimensions.dropFirst() {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: factor)
      guard !overflow else { throw .dimensions(tensor: tensor) }
      bytes = product
    }
    return bytes
  }
}
