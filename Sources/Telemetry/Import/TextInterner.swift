import Foundation

/// Numbers the distinct texts of a column in order of appearance, quickly.
struct TextInterner {
  private struct Entry {
    let offset: Int
    let count: Int
    let hash: UInt64
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  /// Open addressing; 0 is free, otherwise the number of the entry plus one.
  private var table = [UInt32](repeating: 0, count: 1024)
  private var last = 0

  var count: Int { entries.count }

  /// The number of the text; it is new when it equals the count before the call.
  mutating func number(of text: UnsafeRawBufferPointer) -> Int {
    if last < entries.count, matches(entries[last], text) { return last }
    let hash = Self.hash(text)
    var place = Int(truncatingIfNeeded: hash) & (table.count - 1)
    while table[place] != 0 {
      let candidate = Int(table[place]) - 1
      if entries[candidate].hash == hash, matches(entries[candidate], text) {
        last = candidate
        return candidate
      }
      place = (place + 1) & (table.count - 1)
    }
    entries.append(Entry(offset: bytes.count, count: text.count, hash: hash))
    bytes.append(contentsOf: text)
    last = entries.count - 1
    table[place] = UInt32(entries.count)
    if entries.count * 2 > table.count { grow() }
    return last
  }

  private func matches(_ entry: Entry, _ text: UnsafeRawBufferPointer) -> Bool {
    guard entry.count == text.count else { return false }
    guard let start = text.baseAddress else { return true }
    return bytes.withUnsafeBytes { known in
      guard let base = known.baseAddress else { return true }
      return memcmp(base + entry.offset, start, entry.count) == 0
    }
  }

  private mutating func grow() {
    table = [UInt32](repeating: 0, count: table.count * 2)
    for (number, entry) in entries.enumerated() {
      var place = Int(truncatingIfNeeded: entry.hash) & (table.count - 1)
      while table[place] != 0 { place = (place + 1) & (table.count - 1) }
      table[place] = UInt32(number + 1)
    }
  }

  /// Multiplies and mixes eight bytes at a time.
  private static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
    let prime: UInt64 = 0x9E37_79B9_7F4A_7C15
    var hash = UInt64(text.count) &* prime
    var index = 0
    while index + 8 <= text.count {
      let word = text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      hash = (hash ^ word) &* prime
      hash ^= hash >> 29
      index += 8
    }
    while index < text.count {
      hash = (hash ^ UInt64(text[index])) &* prime
      index += 1
    }
    return hash ^ (hash >> 32)
  }
}
