import ArgumentParser

@main
struct Costctl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "costctl")
}
