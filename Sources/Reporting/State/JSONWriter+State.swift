import CostModel

extension JSONWriter {
  /// The three meters of durable executions and all that follows from them.
  mutating func durable(_ durable: DurableCost?, _ details: DurableDetails?) {
    guard let durable else { return null("durable") }
    object("durable") {
      $0.member("operations", durable.operations)
      $0.member("gb_written", durable.written)
      $0.member("gb_months_retained", durable.retained)
      $0.member("operations_cost", durable.operationsCost)
      $0.member("written_cost", durable.writtenCost)
      $0.member("retained_cost", durable.retainedCost)
      $0.member("bytes_per_checkpoint", durable.bytesPerCheckpoint)
      $0.member("share_of_cost", durable.shareOfCost)
      $0.member("bloated", durable.isBloated)
      if let details { $0.members(of: details) }
    }
  }

  private mutating func members(of details: DurableDetails) {
    member("metered", details.month.isMetered)
    member("executions", details.month.usage.executions)
    member("executions_known_by", details.month.count?.rawValue)
    member("retention_days", details.month.retentionDays)
    objects("retention", details.retention) { writer, cost in
      writer.member("days", cost.days)
      writer.member("gb_months_retained", cost.retained)
      writer.member("retained_cost", cost.retainedCost)
      writer.member("monthly_cost", cost.monthlyCost)
      writer.member("in_force", cost.isInForce)
    }
    replays(details.replays)
    objects("limits", details.limits) { writer, limit in
      writer.member("limit", limit.kind.rawValue)
      writer.member("used", limit.used)
      writer.member("allowed", limit.allowed)
      writer.member("share", limit.share)
    }
    objects("stores", details.stores) { writer, store in
      writer.member("store", store.store.rawValue)
      writer.member("monthly_cost", store.monthlyCost)
      writer.member("missing", store.missing?.description)
      writer.member("note", store.note)
      writer.lines("items", store.lines)
    }
    reference(details.reference)
  }

  private mutating func replays(_ replays: DurableReplays?) {
    guard let replays else { return null("replays") }
    object("replays") {
      $0.member("invocations", replays.invocations)
      $0.member("share_of_invocations", replays.shareOfInvocations)
      $0.member("monthly_cost", replays.monthlyCost)
      $0.member("share_of_cost", replays.shareOfCost)
    }
  }

  private mutating func reference(_ reference: StateReference?) {
    guard let reference else { return null("s3_reference") }
    object("s3_reference") {
      $0.member("monthly_saving", reference.saving)
      $0.member("s3_cost", reference.lines.total)
      $0.lines("items", reference.lines)
    }
  }

  mutating func lines(_ key: StaticString, _ lines: [CostLine]) {
    objects(key, lines) { writer, line in
      writer.member("item", line.item)
      writer.member("quantity", line.quantity)
      writer.member("unit", line.unit)
      writer.member("cost", line.cost)
    }
  }
}
