import CKernels
import Glibc
import Testing

@Suite("What the kernels' host needs from Linux")
struct HostTests {
  @Test("a memfd holds what is written to it and is closed on exec")
  func memfd() {
    let file = ck_memfd("costctl-test")
    defer { close(file) }
    #expect(file >= 0)
    #expect(fcntl(file, F_GETFD) & FD_CLOEXEC != 0)
    #expect(ftruncate(file, 4096) == 0)
    var byte: UInt8 = 7
    #expect(pwrite(file, &byte, 1, 4095) == 1)
    byte = 0
    #expect(pread(file, &byte, 1, 4095) == 1 && byte == 7)
  }

  @Test("a pinned thread starts on the CPU it was given, each in turn")
  func pinned() {
    var cpus = [UInt32](repeating: 0, count: 1024)
    let count = min(ck_allowed_cpus(&cpus, cpus.count), cpus.count)
    #expect(count > 0)
    #expect(ck_allowed_cpus(nil, 0) >= count)
    for cpu in cpus[0..<count] {
      var thread = pthread_t()
      let error = ck_start_pinned(
        &thread, cpu, { _ in .init(bitPattern: Int(ck_current_cpu())) }, nil)
      #expect(error == 0)
      var result: UnsafeMutableRawPointer?
      #expect(pthread_join(thread, &result) == 0)
      #expect(Int(bitPattern: result) == Int(cpu))
    }
  }

  @Test("a CPU that does not exist is refused, not ignored")
  func refused() {
    var thread = pthread_t()
    #expect(ck_start_pinned(&thread, 1023, { _ in nil }, nil) == EINVAL)
  }

  @Test("huge pages can be asked for on whole pages only")
  func hugePages() throws {
    let length = 4 << 20
    let memory = try #require(
      mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
    defer { munmap(memory, length) }
    #expect(ck_advise_huge_pages(memory, length) == 0)
    #expect(ck_advise_huge_pages(memory + 1, length) == -1 && errno == EINVAL)
  }
}
