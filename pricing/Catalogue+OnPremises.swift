package import CostModel

extension Catalogue {
  /// What is supposed of on-prem where the user says nothing, checked.
  package static func onPremises() throws -> OnPremisesCatalogue {
    try onPremises(
      site: EmbeddedFiles.onPremisesSite.bytes, nodes: EmbeddedFiles.onPremisesNodes.bytes)
  }

  package static func onPremises(site: [UInt8], nodes: [UInt8]) throws -> OnPremisesCatalogue {
    let siteName = EmbeddedFiles.onPremisesSite.name
    let nodesName = EmbeddedFiles.onPremisesNodes.name
    let siteFile: OnPremisesSiteFile = try decode(
      site, file: siteName, schema: OnPremisesSiteFile.schema)
    let nodeFile: OnPremisesNodeFile = try decode(
      nodes, file: nodesName, schema: OnPremisesNodeFile.schema)
    return OnPremisesCatalogue(
      figures: try siteFile.figures(file: siteName),
      nodes: try nodeFile.presets(file: nodesName))
  }
}
