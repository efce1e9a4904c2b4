import CostModel
import Pricing
import Reporting
import Telemetry

/// One run: the surroundings, the configuration, and what follows from both.
struct Session: Sendable {
  let surroundings: Surroundings
  let options: GlobalOptions
  let configurationFile: ConfigurationFile?
  let configuration: Configuration
  let messages: Messages

  init(_ options: GlobalOptions, in surroundings: Surroundings) throws {
    self.surroundings = surroundings
    self.options = options
    messages = Messages(volume: options.volume)
    let file = ConfigurationFile.locate(flag: options.config, in: surroundings)
    configurationFile = file
    configuration = try file?.read(in: surroundings) ?? Configuration()
  }

  /// The catalogue in force with the user's discount and prices in it.
  func prices() throws -> PriceBook {
    let overrides = configuration.pricing.overrides
    do {
      return try Catalogue.book(of: try catalogues().map(\.edition)).applying(
        discount: configuration.pricing.discount ?? .zero, overrides: overrides.mapValues(\.usd))
    } catch PriceBookError.missing(let key) {
      guard let override = overrides[key] else { throw PriceBookError.missing(key) }
      throw CommandFailure.unknownOverride(override.location, key: override.key)
    }
  }

  func openForReading() throws -> UsageStore {
    let path = try database().value
    messages.detail("reads \(path)")
    return try UsageStore.open(at: path, access: .readOnly)
  }

  func openForWriting() throws -> UsageStore {
    let path = try database().value
    messages.detail("writes \(path)")
    return try UsageStore.open(at: path, access: .readWrite)
  }

  func renderContext(for destination: Destination) throws -> RenderContext {
    let showsOnTerminal = destination == .standardOutput && surroundings.outputIsTerminal
    return RenderContext(
      generatedAt: try surroundings.generatedAt(),
      color: showsOnTerminal && allowsColor,
      width: showsOnTerminal ? surroundings.outputWidth : nil,
      verbose: options.verbose)
  }

  private var allowsColor: Bool {
    !options.noColor && surroundings.variable("NO_COLOR") == nil
      && surroundings.variable("TERM") != "dumb"
  }
}
