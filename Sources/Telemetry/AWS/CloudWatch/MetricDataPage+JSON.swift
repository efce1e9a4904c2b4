extension MetricDataPage {
  /// Reads the body of an answer; names this program does not know are passed over.
  init(json body: [UInt8]) throws(JSONFlaw) {
    let reading = body.withUnsafeBytes { bytes -> Swift.Result<MetricDataPage, JSONFlaw> in
      do throws(JSONFlaw) {
        var reader = MetricDataReader(bytes)
        return .success(try reader.read())
      } catch {
        return .failure(error)
      }
    }
    self = try reading.get()
  }
}

/// Reads one page in one pass.
private struct MetricDataReader {
  private var scanner: JSONScanner

  init(_ bytes: UnsafeRawBufferPointer) { scanner = JSONScanner(bytes) }

  mutating func read() throws(JSONFlaw) -> MetricDataPage {
    var page = MetricDataPage()
    try scanner.members { name, scanner throws(JSONFlaw) in
      if name.spells("MetricDataResults") {
        guard try scanner.peek() == UInt8(ascii: "[") else { return try scanner.skip() }
        try scanner.elements { scanner throws(JSONFlaw) in
          try Self.readResult(&scanner, into: &page)
        }
      } else if name.spells("NextToken") {
        page.nextToken = try scanner.string().flatMap { $0.isEmpty ? nil : $0 }
      } else if name.spells("Messages") {
        page.messages = try Self.messages(&scanner)
      } else {
        try scanner.skip()
      }
    }
    return page
  }

  private static func readResult(
    _ scanner: inout JSONScanner, into page: inout MetricDataPage
  ) throws(JSONFlaw) {
    let first = (instants: page.instants.count, values: page.values.count)
    var query: Int?
    var status: MetricDataPage.Status?
    var messages: [String] = []
    let start = scanner.position
    try scanner.members { name, scanner throws(JSONFlaw) in
      if name.spells("Timestamps") {
        try readInstants(&scanner, into: &page.instants)
      } else if name.spells("Values") {
        try readValues(&scanner, into: &page.values)
      } else if name.spells("Id") {
        query = Self.number(ofID: try scanner.rawString())
      } else if name.spells("StatusCode") {
        status = try scanner.string().flatMap(MetricDataPage.Status.init)
      } else if name.spells("Messages") {
        messages = try Self.messages(&scanner)
      } else {
        try scanner.skip()
      }
    }
    guard page.instants.count == page.values.count, first.instants == first.values else {
      throw JSONFlaw(offset: start)
    }
    page.results.append(
      MetricDataPage.Result(
        query: query, status: status, points: first.values..<page.values.count,
        messages: messages))
  }

  private static func readInstants(
    _ scanner: inout JSONScanner, into instants: inout [Int]
  ) throws(JSONFlaw) {
    guard try scanner.peek() == UInt8(ascii: "[") else { return try scanner.skip() }
    try scanner.elements { scanner throws(JSONFlaw) in
      instants.append(Self.instant(try scanner.token()) ?? .min)
    }
  }

  private static func readValues(
    _ scanner: inout JSONScanner, into values: inout [Double]
  ) throws(JSONFlaw) {
    guard try scanner.peek() == UInt8(ascii: "[") else { return try scanner.skip() }
    try scanner.elements { scanner throws(JSONFlaw) in
      values.append(DecimalText.parse(try scanner.token()) ?? .nan)
    }
  }

  /// `1767225600`, or the same with an exponent or a fraction of zeros.
  private static func instant(_ text: UnsafeRawBufferPointer) -> Int? {
    if text.count == 10 {
      var value = 0
      for byte in text {
        let digit = byte &- 0x30
        guard digit <= 9 else { break }
        value = value * 10 + Int(digit)
      }
      if value >= 1_000_000_000 { return value }
    }
    return DecimalText.parse(text).flatMap { Int(exactly: $0) }
  }

  private static func number(ofID text: UnsafeRawBufferPointer) -> Int? {
    guard text.first == UInt8(ascii: "q"), text.count > 1, text.count < 8 else { return nil }
    var number = 0
    for byte in text.dropFirst() {
      let digit = byte &- 0x30
      guard digit <= 9 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// `[{"Code": …, "Value": …}]` as `Code: Value`.
  private static func messages(_ scanner: inout JSONScanner) throws(JSONFlaw) -> [String] {
    guard try scanner.peek() == UInt8(ascii: "[") else {
      try scanner.skip()
      return []
    }
    var messages: [String] = []
    try scanner.elements { scanner throws(JSONFlaw) in
      var parts: [String] = []
      try scanner.members { _, scanner throws(JSONFlaw) in
        if let text = try scanner.string() { parts.append(text) }
      }
      messages.append(parts.joined(separator: ": ").printable(300))
    }
    return messages
  }
}
