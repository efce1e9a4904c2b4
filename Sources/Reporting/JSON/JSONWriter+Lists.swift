import CostModel

extension JSONWriter {
  /// An array whose elements are of different kinds, in the order of the calls.
  mutating func list(_ key: StaticString, _ elements: (inout Self) -> Void) {
    append(key: key)
    brackets(elements)
  }

  /// An array within an array.
  mutating func element(_ elements: (inout Self) -> Void) {
    separate()
    brackets(elements)
  }

  /// An array within an array, on a line of its own.
  mutating func line(_ elements: (inout Self) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "\n"))
    brackets(elements)
  }

  mutating func element(_ text: String) {
    separate()
    append(string: text)
  }

  mutating func element(_ value: Int) {
    separate()
    bytes.append(number: value)
  }

  mutating func element(_ value: Double?) {
    separate()
    if let value {
      bytes.append(number: value)
    } else {
      bytes += Array("null".utf8)
    }
  }

  mutating func element<Unit: Quantity>(_ value: Unit?) { element(value?.value) }

  private mutating func brackets(_ elements: (inout Self) -> Void) {
    bytes.append(UInt8(ascii: "["))
    elements(&self)
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func separate() {
    if bytes.last != UInt8(ascii: "[") { bytes.append(UInt8(ascii: ",")) }
  }
}
