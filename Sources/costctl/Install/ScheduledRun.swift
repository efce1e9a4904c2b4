/// The command a scheduler starts, with everything it reads and writes beside the system's own files.
struct ScheduledRun: Hashable, Sendable {
  /// Every path here is absolute.
  let executable: String
  let arguments: [String]
  /// What relative paths of the configuration start from.
  let workingFolder: String
  /// Lines of `NAME=value`, secrets among them; it need not exist.
  let environmentFile: String
  /// The folders of the database and of the files that are delivered.
  let writableFolders: [String]
  /// The variables in which the configuration expects secrets.
  let secretVariables: [String]
  /// Files the configuration expects secrets in.
  let secretFiles: [String]

  /// Everything named above, to be checked as one.
  var paths: [String] {
    [executable, workingFolder, environmentFile] + writableFolders + secretFiles
  }
}
