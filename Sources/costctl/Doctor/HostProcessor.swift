import Foundation

/// This machine's processor as Linux describes it.
struct HostProcessor: Hashable, Sendable {
  let architecture: String
  let name: String
  /// The instruction sets that matter to quantized arithmetic, the oldest first.
  let features: [String]

  #if arch(arm64)
    static let architecture = "arm64"
  #elseif arch(x86_64)
    static let architecture = "x86_64"
  #else
    static let architecture = "another architecture"
  #endif

  private static let relevant = [
    "avx", "f16c", "fma", "avx2", "avx_vnni", "avx512f", "avx512bw", "avx512_vnni",
    "avx512_bf16", "amx_int8", "asimd", "asimdhp", "asimddp", "sve", "i8mm", "bf16", "sve2",
    "svei8mm",
  ]

  /// Reads the text of `/proc/cpuinfo`.
  init(cpuinfo: String, architecture: String = Self.architecture) {
    var fields: [String: Substring] = [:]
    for line in cpuinfo.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let key = parts[0].trimmingCharacters(in: .whitespaces)
      if fields[key] == nil { fields[key] = parts[1].drop(while: \.isWhitespace) }
    }
    self.architecture = architecture
    name = String(fields["model name"] ?? fields["CPU part"].map { "part \($0)" } ?? "unnamed")
    let present = Set((fields["flags"] ?? fields["Features"] ?? "").split(separator: " "))
    features = Self.relevant.filter { present.contains($0[...]) }
  }

  static func current() -> HostProcessor {
    let text = FileManager.default.contents(atPath: "/proc/cpuinfo") ?? Data()
    return HostProcessor(cpuinfo: String(decoding: text, as: UTF8.self))
  }
}
