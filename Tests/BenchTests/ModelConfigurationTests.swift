import Testing

@testable import Bench

@Suite("Model configuration")
struct ModelConfigurationTests {
  @Test("architectures are named as GGUF names them")
  func names() {
    #expect(ModelConfiguration.Architecture(rawValue: "qwen2") == .qwen2)
    #expect(ModelConfiguration.Architecture(rawValue: "llama") == .llama)
  }
}
