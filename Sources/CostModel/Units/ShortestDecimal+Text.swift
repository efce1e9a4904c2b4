extension ShortestDecimal {
  /// Plain digits without an exponent, `0.0000166667`.
  ///
  /// At least `places` digits follow the point; `grouped` puts a comma between thousands.
  package func text(places: Int = 0, grouped: Bool = false) -> String {
    var bytes: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    for position in 0..<max(point, 1) {
      if grouped, position > 0, (point - position) % 3 == 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(digit(at: point > 0 ? position : -1))
    }
    let decimals = max(places, digits.count - point)
    if decimals > 0 {
      bytes.append(UInt8(ascii: "."))
      for place in 0..<decimals { bytes.append(digit(at: point + place)) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func digit(at index: Int) -> UInt8 {
    UInt8(ascii: "0") + (digits.indices.contains(index) ? digits[index] : 0)
  }
}
