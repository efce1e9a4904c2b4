extension DeliveryDispatch {
  /// A mailbox shows a repeat as a second message, so nothing that may have arrived is sent again.
  func mail(_ parcel: Parcel, _ addressing: EmailAddressing) async -> DeliveryReceipt {
    guard let server = MailServer(addressing.server) else {
      return refusal("the mail server's address is not like smtps://mail.example.com")
    }
    guard
      let message = MailMessage(parcel, from: addressing.from, to: addressing.to, date: now())
    else { return refusal("the sender or a receiver is not an e-mail address") }
    let login = addressing.password.map {
      MailLogin(user: addressing.user ?? addressing.from, password: $0)
    }
    return await persistence.deliver {
      do throws(MailError) {
        let answer = try await mail.send(
          message, through: server, as: login, within: limits.totalTimeout)
        guard !answer.refusedReceivers.isEmpty else { return .delivered() }
        return .delivered("not for \(answer.refusedReceivers.joined(separator: ", "))")
      } catch {
        return error.outcome
      }
    }
  }
}
