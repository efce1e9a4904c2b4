/// What a service said about an error, without the secrets that were sent to it.
struct ServiceMessage: Hashable, CustomStringConvertible {
  let code: String
  let description: String

  init(code: String, message: String, hiding secrets: [Secret]) {
    self.code = code.printable(80)
    let safe = secrets.filter { !$0.revealed.isEmpty }.reduce("\(code): \(message)") {
      $0.replacing($1.revealed, with: "<redacted>")
    }
    description = safe.printable(300)
  }
}
