extension String {
  /// The text with nothing in it that a browser would take for markup, or that would steer what is beside it.
  var htmlSafe: String {
    let safe = terminalSafe
    var escaped: [UInt8] = []
    escaped.reserveCapacity(safe.utf8.count + 8)
    for byte in safe.utf8 {
      switch byte {
      case UInt8(ascii: "&"): escaped += Array("&amp;".utf8)
      case UInt8(ascii: "<"): escaped += Array("&lt;".utf8)
      case UInt8(ascii: ">"): escaped += Array("&gt;".utf8)
      case UInt8(ascii: "\""): escaped += Array("&quot;".utf8)
      case UInt8(ascii: "'"): escaped += Array("&#39;".utf8)
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }
}
