import CostModel

extension DeliveryDispatch {
  /// A chat shows a repeat as a second message, so nothing that may have arrived is sent again.
  func post(_ message: SlackMessage, to url: Secret) async -> DeliveryReceipt {
    let body = message.json
    return await persistence.deliver {
      await exchange(body, with: [], to: url, hasKey: false)
    }
  }

  /// The report's JSON with a key by which a receiver tells a repeat.
  func post(_ parcel: Parcel, to url: Secret, signedWith key: Secret?) async -> DeliveryReceipt {
    guard let body = parcel.attachment(ofExtension: "json")?.bytes else {
      return refusal("the report has no JSON to send")
    }
    let names = [
      HTTPHeader("Idempotency-Key", parcel.runID), HTTPHeader("X-Costctl-Run", parcel.runID),
      HTTPHeader("X-Costctl-Period", parcel.period),
    ]
    return await persistence.deliver {
      let signature = key.map { WebhookSignature(of: body, key: $0, at: now()).header }
      return await exchange(
        body, with: names + [signature].compactMap(\.self), to: url, hasKey: true)
    }
  }

  private func exchange(
    _ body: [UInt8], with headers: [HTTPHeader], to url: Secret, hasKey: Bool
  ) async -> DeliveryOutcome {
    let request = HTTPRequest(
      method: "POST", url: url.revealed,
      headers: [HTTPHeader("Content-Type", "application/json")] + headers, body: body,
      limits: limits)
    do {
      return DeliveryOutcome(try await transport.send(request), hasKey: hasKey)
    } catch {
      return DeliveryOutcome(error)
    }
  }
}
