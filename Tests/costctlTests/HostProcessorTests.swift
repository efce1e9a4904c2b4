import Testing

@testable import costctl

@Suite("The host's processor")
struct HostProcessorTests {
  @Test("x86 flags are read from the first processor, the oldest first")
  func x86() {
    let text = """
      processor\t: 0
      model name\t: AMD EPYC 9R14
      flags\t\t: fpu avx512f avx2 fma avx avx512_vnni

      processor\t: 1
      model name\t: another
      flags\t\t: fpu
      """
    let processor = HostProcessor(cpuinfo: text, architecture: "x86_64")
    #expect(processor.name == "AMD EPYC 9R14")
    #expect(processor.features == ["avx", "fma", "avx2", "avx512f", "avx512_vnni"])
  }

  @Test("arm64 has features and the number of its part")
  func arm() {
    let text = """
      processor\t: 0
      BogoMIPS\t: 2100.00
      Features\t: fp asimd evtstrm asimdhp asimddp sve i8mm bf16
      CPU part\t: 0xd40
      """
    let processor = HostProcessor(cpuinfo: text, architecture: "arm64")
    #expect(processor.name == "part 0xd40")
    #expect(processor.features == ["asimd", "asimdhp", "asimddp", "sve", "i8mm", "bf16"])
  }

  @Test("without the file nothing is claimed")
  func absent() {
    #expect(HostProcessor(cpuinfo: "", architecture: "x86_64").features.isEmpty)
  }
}
