import CCurl

/// What a web server answered.
package struct HTTPAnswer: Sendable {
    package let status: Int
    package let body: [UInt8]
    /// `Last-Modified` in seconds since 1970; nil if the server did not say.
    package let modified: Int?
}

/// Asks web servers. Follows no redirect, speaks HTTP and HTTPS only, and checks certificates.
package struct HTTPClient: Sendable {
    /// The most bytes of an answer that are read; a longer one is a failure.
    package let limit: Int
    /// After so many seconds it gives up.
    package let seconds: Int
    /// Copies of a client share their connections.
    private let idle = IdleCurls()

    package init(limit: Int = 1 << 20, seconds: Int = 20) {
        self.limit = limit
        self.seconds = seconds
    }

    package func get(_ address: String) async throws -> HTTPAnswer {
        try await Curl.away { try answer(address, idle) { _ in } }
    }

    /// - Parameter type: the media type of `body`, such as `text/plain`.
    package func post(_ body: [UInt8], type: String, to address: String) async throws -> HTTPAnswer {
        // libcurl pastes headers as they are: a line break would begin another.
        guard type.utf8.allSatisfy({ (32...126).contains($0) }) else {
            throw TransferError(
                code: Int(CURLE_BAD_FUNCTION_ARGUMENT.rawValue), reason: "no media type", status: nil)
        }
        return try await Curl.away {
            // On a connection of its own: libcurl cannot send a body again where an old one turns out to be closed.
            try answer(address, nil) { curl in
                curl.set(CURLOPT_POST, 1)
                curl.set(CURLOPT_POSTFIELDSIZE, body.count)
                // An empty `Expect` saves the round trip in which curl asks whether it may go on.
                curl.set(CURLOPT_HTTPHEADER, ["Content-Type: \(type)", "Expect:"])
                curl.send(body)
            }
        }
    }

    private func answer(_ address: String, _ idle: IdleCurls?, _ prepare: (Curl) -> Void) throws -> HTTPAnswer
    {
        let curl = try Curl(seconds: seconds, idle: idle)
        curl.set(CURLOPT_URL, address)
        curl.set(CURLOPT_PROTOCOLS_STR, "http,https")
        curl.set(CURLOPT_USERAGENT, "mitstimme")
        // Every form of compression that libcurl knows; `limit` is about the bytes after it.
        curl.set(CURLOPT_ACCEPT_ENCODING, "")
        curl.set(CURLOPT_FILETIME, 1)
        curl.receive(upTo: limit)
        prepare(curl)
        try curl.perform()
        return HTTPAnswer(status: curl.status ?? 0, body: curl.incoming, modified: curl.modified)
    }
}
