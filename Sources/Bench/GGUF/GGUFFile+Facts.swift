internal import CKernels
internal import CostModel

extension GGUFFile {
  /// `general.name`, if the file says it.
  var modelName: String? {
    guard let name = text("general.name"), !name.isEmpty else { return nil }
    return name
  }

  /// The last part of a path without its ending.
  static func modelName(ofPath path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.hasSuffix(".gguf") ? String(file.dropLast(5)) : file
  }

  /// What the file says it is, else the type that most of its weights have.
  var quantization: Quantization {
    if case .unsigned(let number) = metadata["general.file_type"],
      let name = Self.fileTypes[number]
    {
      return Quantization(name)
    }
    var weights: [GGUFType: Int] = [:]
    for tensor in tensors { weights[tensor.type, default: 0] += tensor.dimensions.reduce(1, *) }
    let most = weights.max { ($0.value, $1.key.number) < ($1.value, $0.key.number) }
    return Quantization(most?.key.description ?? "unknown")
  }

  /// llama.h's numbers of file types that hold tensors of the types here; 2026-10.
  private static let fileTypes: [UInt64: String] = [
    0: "f32", 1: "f16", 2: "q4_0", 3: "q4_1", 7: "q8_0", 8: "q5_0", 14: "q4_k_s", 15: "q4_k_m",
    16: "q5_k_s", 17: "q5_k_m", 18: "q6_k", 32: "bf16",
  ]
}
