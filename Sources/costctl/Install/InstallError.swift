/// Why a report could not be scheduled; nothing was left half-installed.
enum InstallError: Error, Hashable, Sendable, CustomStringConvertible {
  case controlCharacter(String)
  case hidden(path: String)
  case outsideState(path: String, reason: String)
  case foreignFile(path: String)
  case cannotRemove(path: String, reason: String)
  case noProgram(String, advice: String)
  case programFailed(String, said: String)
  case damagedCrontab
  case lineTooLong(Int)
  case noConfigurationFolder

  var description: String {
    switch self {
    case .controlCharacter(let text):
      "a line break or another control character is in '\(text)', which no scheduler's file can "
        + "hold: rename it"
    case .hidden(let path):
      "\(path) is in a home or a temporary folder, which a service with an account of its own does "
        + "not see: move it, or name an account with --run-as"
    case .outsideState(let path, let reason):
      "\(path) is outside \(InstallPlan.stateFolder): \(reason)"
    case .foreignFile(let path):
      "\(path) was not written by costctl report install: move it away first"
    case .cannotRemove(let path, let reason):
      "cannot remove \(path): \(reason)"
    case .noProgram(let name, let advice):
      "\(name) is not on this machine: \(advice)"
    case .programFailed(let command, let said):
      "\(command) failed, nothing was changed: \(said.isEmpty ? "it gave no reason" : said)"
    case .damagedCrontab:
      "your crontab has only one of the two lines that enclose the report: repair it with crontab -e"
    case .lineTooLong(let length):
      "the crontab line would be \(length) characters long, and cron reads fewer than 1,000: "
        + "use shorter paths, or systemd"
    case .noConfigurationFolder:
      "cannot tell where your systemd units belong because HOME is not set"
    }
  }
}
