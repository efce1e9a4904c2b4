import ArgumentParser
import Bench
import CostModel
import Telemetry

/// What is measured, on what, for how long.
struct BenchMeasurementOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Numbers of threads (default: 1, 2, 4 and so on, and all cores).", valueName: "n[,n...]"),
    transform: { try NumberList($0, option: "--threads", most: 1024).values })
  var threads: [Int] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Numbers of sequences that tokens are written for at once (default: 1,2,4,8).",
      valueName: "n[,n...]"),
    transform: { try NumberList($0, option: "--batch", most: 256).values })
  var batch: [Int] = [1, 2, 4, 8]

  @Option(
    name: [.customShort("p"), .long],
    help: ArgumentHelp("Length of the prompt that is read; 0 reads none.", valueName: "tokens"))
  var prompt = 512

  @Option(
    name: [.customShort("n"), .long],
    help: ArgumentHelp("Tokens written; 0 writes none.", valueName: "tokens"))
  var generate = 128

  @Option(name: .long, help: "The instruction set of the kernels; auto is the best there is.")
  var isa = KernelChoice.auto

  @Option(
    name: .long,
    help: ArgumentHelp("What loading and measuring may take together.", valueName: "seconds"))
  var time = 50

  @Option(
    name: .customLong("network-gbps"),
    help: ArgumentHelp(
      "Also say how long a function needs that fetches the model at this rate.",
      valueName: "gbit/s"))
  var networkGigabits: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The EC2 type of the host (default: asked of the instance's metadata).", valueName: "type"))
  var instanceType: String?

  @Flag(inversion: .prefixedNo, help: "Keep the result in the database, for recommend.")
  var save = true

  @Flag(
    name: .customLong("logits"),
    help: "Print the logits after each of --tokens, and measure nothing.")
  var wantsLogits = false

  @Option(
    name: .long,
    help: ArgumentHelp("Token numbers for --logits.", valueName: "n[,n...]"),
    transform: {
      try NumberList($0, option: "--tokens", least: 0, most: Int(Int32.max)).values
    })
  var tokens: [Int] = []

  func validate() throws {
    guard (0...131_072).contains(prompt), (0...131_072).contains(generate) else {
      throw ValidationError("-p and -n go from 0 to 131072")
    }
    if prompt == 0, generate == 0 { throw ValidationError("-p 0 -n 0 leaves nothing to measure") }
    guard (1...86_400).contains(time) else {
      throw ValidationError("--time goes from 1 second to a day of 86400")
    }
    if let networkGigabits, !(networkGigabits > 0 && networkGigabits.isFinite) {
      throw ValidationError("--network-gbps must be above 0")
    }
    if instanceType == "" { throw ValidationError("--instance-type needs a name") }
    if wantsLogits == tokens.isEmpty {
      throw ValidationError("--logits and --tokens go together")
    }
  }

  var budget: Duration { .seconds(time) }

  var network: BytesPerSecond? { networkGigabits.map { BytesPerSecond(gigabitsPerSecond: $0) } }

  func kernels() throws -> Kernels { try .choose(isa.instructionSet) }

  func trials(cores: Int) -> [RateTrial] {
    RateTrial.all(
      promptTokens: prompt, generatedTokens: generate,
      threads: threads.isEmpty ? RateTrial.threadCounts(cores: cores) : threads, batches: batch)
  }
}

/// The instruction set that is asked for, by its name or as the best there is.
struct KernelChoice: ExpressibleByArgument {
  /// Nil for the best there is.
  let instructionSet: InstructionSet?

  static let auto = KernelChoice(instructionSet: nil)

  static let allValueStrings = ["auto"] + InstructionSet.allCases.map(\.rawValue)

  var defaultValueDescription: String { instructionSet?.rawValue ?? "auto" }

  private init(instructionSet: InstructionSet?) { self.instructionSet = instructionSet }

  init?(argument: String) {
    let set = InstructionSet(rawValue: argument)
    guard set != nil || argument == "auto" else { return nil }
    self.init(instructionSet: set)
  }
}

/// Whole numbers as the command line lists them: `1,2,4`.
struct NumberList {
  let values: [Int]

  init(_ text: String, option: String, least: Int = 1, most: Int) throws {
    values = try text.split(separator: ",", omittingEmptySubsequences: false).map {
      guard let value = Int($0), (least...most).contains(value) else {
        throw ValidationError(
          "\(option): '\($0)' is no whole number from \(least) to \(most)")
      }
      return value
    }
  }
}
