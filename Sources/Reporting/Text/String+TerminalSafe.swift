extension String {
  /// The text with nothing in it that could steer a terminal or reorder what is beside it.
  ///
  /// Control characters become their pictures (ESC is `␛`), the rest of the kind `\u{9b}`: C1
  /// controls, line separators, bidirectional overrides. Line breaks are escaped too.
  var terminalSafe: String { escapingControls { _ in false } }

  /// Like `terminalSafe`, but leaves the controls that `isKept` accepts.
  func escapingControls(keeping isKept: (Unicode.Scalar) -> Bool) -> String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    guard unicodeScalars.contains(where: { $0.isSteering && !isKept($0) }) else { return self }
    var safe = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      guard scalar.isSteering, !isKept(scalar) else {
        safe.append(scalar)
        continue
      }
      safe.append(contentsOf: scalar.visibleForm.unicodeScalars)
    }
    return String(safe)
  }
}

extension Unicode.Scalar {
  fileprivate var isSteering: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  fileprivate var visibleForm: String {
    if value < 0x20, let picture = Unicode.Scalar(0x2400 + value) { return String(picture) }
    return value == 0x7F ? "␡" : "\\u{\(String(value, radix: 16))}"
  }
}
