/// What following an option's advice changes that can be seen in a later report.
enum AdvisedMove: Hashable {
  /// Another memory size or architecture: the inventory shows it.
  case resize(Megabytes, Architecture)
  /// Another place: the traffic goes from Lambda.
  case leave
  /// Keeping it as it is, or paying for it in another way, which no sample shows.
  case unseen

  /// `lambda/arm64/2048mb` resizes, other names of the tier Lambda stay, all the rest leave.
  init(option: String) {
    let parts = option.split(separator: "/", omittingEmptySubsequences: false)
    let staysServerless = parts.first == "lambda" || option == "sagemaker/serverless"
    guard staysServerless else {
      self = .leave
      return
    }
    guard parts.count == 3, let architecture = Architecture(rawValue: String(parts[1])),
      parts[2].hasSuffix("mb"), let memory = Double(parts[2].dropLast(2))
    else {
      self = option == "sagemaker/serverless" ? .leave : .unseen
      return
    }
    self = .resize(Megabytes(memory), architecture)
  }
}
