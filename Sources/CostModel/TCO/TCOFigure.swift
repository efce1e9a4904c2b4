/// How far an input of the comparison may be trusted.
package enum FigureStanding: String, Hashable, Sendable, CaseIterable {
  /// The user's own figure.
  case given
  /// From the samples in the store.
  case measured
  /// Read in the named source.
  case verified
  /// Arithmetic on figures that were.
  case derived
  /// No good source confirms it.
  case unverified

  /// True for what the product supposes and the user has not confirmed.
  package var isAssumption: Bool { self != .given && self != .measured }
}

/// One input with where it comes from; nil where it has to be given.
package struct TCOFigure: Hashable, Sendable {
  package let key: TCOKey
  package let value: Double?
  /// What is thought possible; nil where the figure is not drawn at random.
  package let plausible: ClosedRange<Double>?
  package let source: String
  /// The day of the source; nil for what is given or measured now.
  package let date: String?
  package let standing: FigureStanding
  package let note: String?

  package init(
    key: TCOKey, value: Double?, plausible: ClosedRange<Double>? = nil, source: String,
    date: String? = nil, standing: FigureStanding, note: String? = nil
  ) {
    self.key = key
    self.value = value
    self.plausible = plausible
    self.source = source
    self.date = date
    self.standing = standing
    self.note = note
  }
}

/// A kind of machine, or of platform, to run inference on at home.
package struct NodePreset: Hashable, Sendable {
  /// `l4-server`, as `--set node=` takes it.
  package let name: String
  package let title: String
  /// What differs from the figures of the site.
  package let figures: [TCOFigure]

  package init(name: String, title: String, figures: [TCOFigure]) {
    self.name = name
    self.title = title
    self.figures = figures
  }
}

/// What is supposed of on-prem where the user says nothing.
package struct OnPremisesCatalogue: Hashable, Sendable {
  package static let standardNode = "l4-server"

  /// Figures that hold for every node unless it has its own.
  package let figures: [TCOFigure]
  package let nodes: [NodePreset]

  package init(figures: [TCOFigure], nodes: [NodePreset]) {
    self.figures = figures
    self.nodes = nodes
  }

  package func node(named name: String) -> NodePreset? { nodes.first { $0.name == name } }
}
