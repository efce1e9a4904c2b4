internal import CKernels
internal import Glibc

/// libFuzzer's entry: reads the bytes as a GGUF file, and packs the model if they make one.
///
/// The bytes end at a page that must not be touched, so that reading past them ends the run; the
/// build is not optimized, so that the standard library checks what it is asked.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzGGUF(_ input: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  guard count > 0 else { return 0 }
  let page = Int(getpagesize())
  let size = count.roundedUp(to: page)
  let protection = PROT_READ | PROT_WRITE
  guard let whole = mmap(nil, size + page, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
    whole != MAP_FAILED, mprotect(whole + size, page, PROT_NONE) == 0
  else { fatalError("no memory to fuzz in") }
  let start = whole + size - count
  start.copyMemory(from: input, byteCount: count)
  let mapping = Mapping(
    ck_memory(start: start, count: count), in: ck_memory(start: whole, count: size + page),
    releaseAdvice: MADV_DONTNEED)
  do {
    let file = try GGUFFile(mapping)
    _ = (file.modelName, file.quantization)
    let model = try Model.packed(try file.storedModel(), threads: 1).model
    guard model.parameters > 0 else { fatalError("a model without parameters") }
    return 0
  } catch {
    guard !"\(error)".isEmpty, "\(error)".utf8.count < 2000 else {
      fatalError("an error that says nothing, or too much")
    }
    return 0
  }
}
