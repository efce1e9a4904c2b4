extension [UInt8] {
  /// Appends the shortest decimal that reads back as the same Double, valid as JSON and in CSV.
  ///
  /// Whole numbers have no point: 3.0 is written `3`.
  mutating func append(number value: Double) {
    precondition(value.isFinite, "a report holds finite numbers only")
    if value.magnitude < 1e15, let whole = Int(exactly: value) {
      append(number: whole)
      return
    }
    append(contentsOf: value.description.utf8)
    if self[count - 1] == UInt8(ascii: "0"), self[count - 2] == UInt8(ascii: ".") {
      removeLast(2)
    }
  }

  mutating func append(number value: Int) {
    if value < 0 { append(UInt8(ascii: "-")) }
    let start = count
    var rest = value.magnitude
    repeat {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    self[start...].reverse()
  }
}
