/// Why a program gave no output.
enum ProgramError: Error, Hashable {
  case notFound(String)
  case notStarted(String)
  case failed(status: Int32)
  case killed(signal: Int32)
  case timedOut(after: Duration)
  case tooMuchOutput(limit: Int)
}

extension ProgramError: CustomStringConvertible {
  var description: String {
    switch self {
    case .notFound(let name): "names \(name.printable(200)), which is no program in PATH"
    case .notStarted(let name): "could not start \(name.printable(200))"
    case .failed(let status): "ended with status \(status)"
    case .killed(let signal): "was ended by signal \(signal)"
    case .timedOut(let after): "did not end within \(after)"
    case .tooMuchOutput(let limit): "printed more than \(limit) bytes"
    }
  }
}
