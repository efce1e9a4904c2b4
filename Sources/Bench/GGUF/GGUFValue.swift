/// A metadata value; what can be long stays in the file.
enum GGUFValue: Hashable {
  case unsigned(UInt64)
  case signed(Int64)
  case float(Double)
  case boolean(Bool)
  /// The bytes of the text, in the file.
  case string(Range<Int>)
  /// Its elements are of no use here: tokens and merges.
  case array(count: UInt64)

  init(from cursor: inout GGUFCursor, key: String) throws(GGUFError) {
    self = try Self.read(try cursor.read(UInt32.self), from: &cursor, key: key)
  }

  private static func read(
    _ type: UInt32, from cursor: inout GGUFCursor, key: String
  ) throws(GGUFError) -> GGUFValue {
    switch type {
    case 0: .unsigned(UInt64(try cursor.read(UInt8.self)))
    case 1: .signed(Int64(try cursor.read(Int8.self)))
    case 2: .unsigned(UInt64(try cursor.read(UInt16.self)))
    case 3: .signed(Int64(try cursor.read(Int16.self)))
    case 4: .unsigned(UInt64(try cursor.read(UInt32.self)))
    case 5: .signed(Int64(try cursor.read(Int32.self)))
    case 6: .float(Double(Float(bitPattern: try cursor.read(UInt32.self))))
    case 7: .boolean(try boolean(try cursor.read(UInt8.self), key: key))
    case 8: .string(try cursor.readString())
    case 9: try skipArray(from: &cursor, key: key)
    case 10: .unsigned(try cursor.read(UInt64.self))
    case 11: .signed(try cursor.read(Int64.self))
    case 12: .float(Double(bitPattern: try cursor.read(UInt64.self)))
    default: throw .valueType(key: key, type)
    }
  }

  private static func boolean(_ byte: UInt8, key: String) throws(GGUFError) -> Bool {
    guard byte <= 1 else { throw .boolean(key: key) }
    return byte == 1
  }

  private static func skipArray(
    from cursor: inout GGUFCursor, key: String
  ) throws(GGUFError) -> GGUFValue {
    let type = try cursor.read(UInt32.self)
    let count = try cursor.read(UInt64.self)
    switch type {
    case 0, 1, 7: try cursor.skip(count, of: 1)
    case 2, 3: try cursor.skip(count, of: 2)
    case 4, 5, 6: try cursor.skip(count, of: 4)
    case 10, 11, 12: try cursor.skip(count, of: 8)
    // Each string takes at least its length field, so that a giant count ends with the file.
    case 8: for _ in 0..<count { _ = try cursor.readString() }
    default: throw .valueType(key: key, type)
    }
    return .array(count: count)
  }
}
