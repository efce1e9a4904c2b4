/// What one attempt to deliver came to; each clause is free of secrets.
enum DeliveryOutcome: Hashable, Sendable {
  case delivered(String? = nil)
  /// It will not be taken as it is.
  case failed(String)
  /// Another attempt does no harm and may help; `pause` is how long the receiver wants to be left alone.
  case again(String, pause: Duration? = nil, mayHaveArrived: Bool = false)
  /// It may have arrived, and another attempt would be a second message.
  case unclear(String)
}
