import CCurl

/// A mail server that takes our mail.
package struct MailServer: Sendable {
    /// `smtp://mail.example:587`, or `smtps://` for TLS from the first byte.
    package let address: String
    /// Nil where the server asks for none.
    package let login: (name: String, password: String)?
    /// Whether a connection without TLS is refused. Off for a server on the same machine only.
    package let requiresTLS: Bool

    package init(address: String, login: (name: String, password: String)? = nil, requiresTLS: Bool) {
        self.address = address
        self.login = login
        self.requiresTLS = requiresTLS
    }

    /// Hands the message over. Returns once the server has taken it; throws `TransferError` otherwise.
    package func send(_ message: MailMessage) async throws {
        try await Curl.away {
            let curl = try Curl(seconds: 60)
            curl.set(CURLOPT_URL, address)
            curl.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
            curl.set(CURLOPT_USE_SSL, Int((requiresTLS ? CURLUSESSL_ALL : CURLUSESSL_TRY).rawValue))
            if let login {
                curl.set(CURLOPT_USERNAME, login.name)
                curl.set(CURLOPT_PASSWORD, login.password)
            }
            curl.set(CURLOPT_MAIL_FROM, "<\(message.sender)>")
            curl.set(CURLOPT_MAIL_RCPT, ["<\(message.recipient)>"])
            curl.set(CURLOPT_UPLOAD, 1)
            curl.receive(upTo: 1 << 16)
            curl.send(message.bytes)
            try curl.perform()
        }
    }
}
