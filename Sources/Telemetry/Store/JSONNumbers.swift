/// Walks over the numbers and nulls of one JSON array, `[1,2.5,null]`.
struct JSONNumbers {
  private let text: UnsafeRawBufferPointer
  private var index = 1

  init(_ text: UnsafeRawBufferPointer) { self.text = text }

  /// Nil at the end of the array; a null is `.some(nil)`.
  mutating func next() throws -> Double?? {
    var value = 0
    let first = index
    while index < text.count {
      let digit = text[index] &- 0x30
      guard digit <= 9, index - first < 15 else { break }
      value = value * 10 + Int(digit)
      index += 1
    }
    guard index < text.count else {
      guard first == text.count, text[text.count - 1] == UInt8(ascii: "]") else {
        throw BucketDamage()
      }
      return nil
    }
    if index > first, text[index] == UInt8(ascii: ",") || text[index] == UInt8(ascii: "]") {
      index += 1
      return Double(value)
    }
    while index < text.count, text[index] != UInt8(ascii: ","), text[index] != UInt8(ascii: "]") {
      index += 1
    }
    let item = UnsafeRawBufferPointer(rebasing: text[first..<index])
    index += 1
    if item.first == UInt8(ascii: "n") { return .some(nil) }
    guard let number = DecimalText.parse(item) else { throw BucketDamage() }
    return number
  }
}
