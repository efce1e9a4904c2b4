internal import Foundation

extension Mapping {
  /// Bytes of this memory that lie on huge pages, as the kernel counts them.
  ///
  /// Counted are the mappings that overlap it: the kernel may have joined it with a neighbour.
  func hugePageBytes() throws -> Int {
    let start = UInt(bitPattern: bytes.baseAddress)
    return Self.hugePageBytes(in: try Self.smaps(), start..<start + UInt(bytes.count))
  }

  /// What the kernel says of every mapping of this process.
  static func smaps() throws -> String {
    // Foundation reads a file that does not state its size only in part, a handle to its end.
    let file = try FileHandle(forReadingFrom: URL(filePath: "/proc/self/smaps"))
    return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
  }

  /// Sums `AnonHugePages` over the mappings of a smaps text that overlap a range of addresses.
  static func hugePageBytes(in smaps: String, _ addresses: Range<UInt>) -> Int {
    var total = 0
    var overlaps = false
    for line in smaps.split(separator: "\n") {
      if let range = mappedRange(line) {
        overlaps = range.overlaps(addresses)
      } else if overlaps, line.hasPrefix("AnonHugePages:") {
        total += line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      }
    }
    return total * 1024
  }

  /// The addresses at the start of a line such as `7f5c00000000-7f5c2d600000 rw-p …`.
  private static func mappedRange(_ line: Substring) -> Range<UInt>? {
    let bounds = line.prefix { $0 != " " }.split(separator: "-")
    guard bounds.count == 2, let low = UInt(bounds[0], radix: 16),
      let high = UInt(bounds[1], radix: 16), low < high
    else { return nil }
    return low..<high
  }
}
