import CostModel

/// Inputs of the on-prem model that hold for every node, `onprem/site.json`.
struct OnPremisesSiteFile: StrictlyKeyed {
  static let schema = "costctl/onprem-site/v1"
  static let keys: Set = ["schema", "published", "sources", "figures"]

  let sources: [String: String]
  let figures: [Strict<OnPremisesFigureRow>]

  func figures(file: String) throws(CatalogueError) -> [TCOFigure] {
    try OnPremisesFigureRow.figures(figures, of: "site", sources: sources, file: file)
  }
}

/// The kinds of node, each with the inputs that differ from the site's, `onprem/nodes.json`.
struct OnPremisesNodeFile: StrictlyKeyed {
  static let schema = "costctl/onprem-nodes/v1"
  static let keys: Set = ["schema", "published", "sources", "nodes"]

  let sources: [String: String]
  let nodes: [Strict<Node>]

  struct Node: StrictlyKeyed {
    static let keys: Set = ["node", "title", "figures"]

    let node: String
    let title: String
    let figures: [Strict<OnPremisesFigureRow>]
  }

  func presets(file: String) throws(CatalogueError) -> [NodePreset] {
    var presets: [NodePreset] = []
    for node in nodes.map(\.value) {
      guard !presets.contains(where: { $0.name == node.node }) else {
        throw .duplicate(file: file, item: node.node)
      }
      presets.append(
        NodePreset(
          name: node.node, title: node.title,
          figures: try OnPremisesFigureRow.figures(
            node.figures, of: node.node, sources: sources, file: file)))
    }
    return presets
  }
}

/// One input as the files write it: a figure, what is thought possible, and where both come from.
struct OnPremisesFigureRow: StrictlyKeyed {
  static let keys: Set = [
    "key", "value", "low", "high", "effective", "source", "status", "note",
  ]

  let key: String
  /// Absent where the user has to give it; the note says why.
  let value: DecimalText?
  let low: DecimalText?
  let high: DecimalText?
  let effective: String
  let source: String
  let status: String
  let note: String?

  static func figures(
    _ rows: [Strict<Self>], of owner: String, sources: [String: String], file: String
  ) throws(CatalogueError) -> [TCOFigure] {
    var figures: [TCOFigure] = []
    for row in rows.map(\.value) {
      let facts = CatalogueFacts(file: file, item: "\(owner)/\(row.key)", sources: sources)
      let figure = try row.figure(facts)
      guard !figures.contains(where: { $0.key == figure.key }) else {
        throw .duplicate(file: file, item: facts.item)
      }
      figures.append(figure)
    }
    return figures
  }

  private func figure(_ facts: CatalogueFacts) throws(CatalogueError) -> TCOFigure {
    guard let key = TCOKey(rawValue: key) else {
      throw .input(file: facts.file, item: facts.item)
    }
    let standing = FigureStanding(try facts.status(status))
    guard note != nil || (standing == .verified && value != nil) else {
      throw .note(file: facts.file, item: facts.item)
    }
    let value = try value.map { text throws(CatalogueError) in
      let figure = try facts.decimal(text)
      guard key.range.contains(figure), !key.isWhole || figure == figure.rounded() else {
        throw .decimal(file: facts.file, item: facts.item, text: text.text)
      }
      return figure
    }
    return TCOFigure(
      key: key, value: value, plausible: try plausible(around: value, facts),
      source: try facts.source(source), date: try facts.date(effective), standing: standing,
      note: note)
  }

  private func plausible(around value: Double?, _ facts: CatalogueFacts) throws(CatalogueError)
    -> ClosedRange<Double>?
  {
    guard let low, let high else {
      guard low == nil && high == nil else { throw .range(file: facts.file, item: facts.item) }
      return nil
    }
    let (least, most) = (try facts.decimal(low), try facts.decimal(high))
    guard let value, least <= value, value <= most else {
      throw .range(file: facts.file, item: facts.item)
    }
    return least...most
  }
}

extension FigureStanding {
  fileprivate init(_ status: PriceStatus) {
    self =
      switch status {
      case .verified: .verified
      case .derived: .derived
      case .unverified: .unverified
      case .override: .given
      }
  }
}
