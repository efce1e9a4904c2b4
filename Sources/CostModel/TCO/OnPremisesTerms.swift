/// Which nodes of one's own are compared with, and what the user says of them.
package struct OnPremisesTerms: Hashable, Sendable {
  package let catalogue: OnPremisesCatalogue
  /// The name of a preset.
  package let node: String
  package let given: [TCOKey: TCOAssumptions.Given]

  package init(
    catalogue: OnPremisesCatalogue, node: String = OnPremisesCatalogue.standardNode,
    given: [TCOKey: TCOAssumptions.Given] = [:]
  ) {
    self.catalogue = catalogue
    self.node = node
    self.given = given
  }

  func assumptions(for demand: TCODemand) throws(TCOError) -> TCOAssumptions {
    try TCOAssumptions(node: node, of: catalogue, given: given, demand: demand)
  }
}
