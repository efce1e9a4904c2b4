/// Why a report of llama-bench could not be taken in.
package enum LlamaBenchError: Error, Hashable, Sendable, CustomStringConvertible {
  case notJSON(line: Int)
  case empty
  case missing(field: String, entry: Int)
  case invalid(field: String, entry: Int)
  case nothingUsable
  case unknownInstance(String)
  case unknownArchitecture(cpu: String)
  case accelerated(instance: String)

  package var description: String {
    switch self {
    case .notJSON(let line):
      "line \(line) is not JSON: run llama-bench with -o json or -o jsonl"
    case .empty:
      "there is no result in it: run llama-bench with -o json or -o jsonl"
    case .missing(let field, let entry):
      "result \(entry) has no \(field): run a llama-bench of 2024 or newer with -o json"
    case .invalid(let field, let entry):
      "\(field) of result \(entry) is not what llama-bench writes there: export it again with -o json"
    case .nothingUsable:
      "no result is of a prompt or of decoding alone at depth 0, such as pp512 or tg128"
    case .unknownInstance(let name):
      "no EC2 type named \(name) is known: correct --instance-type, or leave it out"
    case .unknownArchitecture(let cpu):
      "the processor \"\(cpu)\" could be of any architecture: say --instance-type"
    case .accelerated(let instance):
      "it was measured on a GPU, which \(instance) has none of: correct --instance-type"
    }
  }
}
