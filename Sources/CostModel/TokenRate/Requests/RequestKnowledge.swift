/// What is known of workloads' requests: the rates, and what each of them asks.
package struct RequestKnowledge: Sendable {
  package let book: RateBook
  package let request: @Sendable (Workload) -> Result<ServedRequest, RequestGap>

  package init(
    book: RateBook, request: @escaping @Sendable (Workload) -> Result<ServedRequest, RequestGap>
  ) {
    self.book = book
    self.request = request
  }
}
