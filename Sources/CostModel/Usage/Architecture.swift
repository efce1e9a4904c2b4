/// The instruction set a function or instance runs, spelled as the Lambda API spells it.
package enum Architecture: String, Codable, Hashable, Sendable, CaseIterable {
  case arm64
  case x86_64
}
