/// How one model is named in file names, reports and configuration.
package enum ModelName {
  private static let variants = ["-instruct", "-chat", "-it"]

  /// `llama-3.2-1b` of `models/Llama-3.2-1B-Instruct-Q4_K_M.gguf`: the name alone, in lower case,
  /// without folder, ending, quantization and what it was tuned for; blanks are dashes.
  package static func canonical(_ file: String) -> String {
    var name = (file.split(separator: "/").last.map(String.init) ?? file).lowercased()
      .replacing(" ", with: "-")
    if name.hasSuffix(".gguf") { name.removeLast(5) }
    if let cut = name.lastIndex(where: { $0 == "-" || $0 == "." }),
      isQuantization(name[name.index(after: cut)...])
    {
      name = String(name[..<cut])
    }
    for variant in variants where name.hasSuffix(variant) { name.removeLast(variant.count) }
    return name
  }

  /// `q4_k_m` of `llama 1B Q4_K - Medium`, `q4_0` of `llama 7B mostly Q4_0`.
  package static func quantization(ofType type: String) -> Quantization {
    let words = type.lowercased().split(separator: " ").map(String.init)
    guard let place = words.lastIndex(where: { isQuantization($0[...]) }) else {
      return Quantization(words.last ?? type)
    }
    let size = words[(place + 1)...].first { ["small", "medium", "large"].contains($0) }
    return Quantization(words[place] + (size.map { "_\($0.prefix(1))" } ?? ""))
  }

  /// `q4_k_m`, `iq3_xxs`, `f16`, `bf16`, `mxfp4`.
  private static func isQuantization(_ word: Substring) -> Bool {
    if ["f16", "f32", "bf16", "fp16", "mxfp4"].contains(word) { return true }
    let digits =
      word.hasPrefix("iq") ? word.dropFirst(2) : word.hasPrefix("q") ? word.dropFirst() : ""
    return digits.first.map(\.isNumber) == true
      && digits.dropFirst().allSatisfy { $0 == "_" || $0.isNumber || $0.isLetter }
  }
}
