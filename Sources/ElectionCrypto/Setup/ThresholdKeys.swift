import Core

/// A key of which any `threshold` of its holders can decrypt, and fewer cannot. Source: Pedersen 1991.
///
///     {"threshold":2,"certs":[…],"coefexps":[…],"signatures":[…],"verification_keys":[…]}
package struct ThresholdKeys<G: Group>: Hashable, Sendable {
    package let threshold: Int
    package let certificates: [SignedMessage<G>]
    /// What each trustee has published of the polynomial: `{"coefexps":[…]}`.
    package let commitments: [SignedMessage<G>]
    /// Each trustee's signature over all certificates, from Belenios 2.5.1 on.
    package let signatures: [Proof<G>]?
    package let verificationKeys: [TrusteeKey<G>]

    package init(
        threshold: Int, certificates: [SignedMessage<G>], commitments: [SignedMessage<G>],
        signatures: [Proof<G>]?, verificationKeys: [TrusteeKey<G>]
    ) {
        self.threshold = threshold
        self.certificates = certificates
        self.commitments = commitments
        self.signatures = signatures
        self.verificationKeys = verificationKeys
    }

    package var size: Int { verificationKeys.count }

    package func text(in group: G) -> String {
        let signatures = signatures.map {
            ",\"signatures\":" + jsonArray($0.map { $0.text(in: group) })
        }
        return """
            {"threshold":\(threshold),"certs":\(jsonArray(certificates.map { $0.text(in: group) })),\
            "coefexps":\(jsonArray(commitments.map { $0.text(in: group) }))\(signatures ?? ""),\
            "verification_keys":\(jsonArray(verificationKeys.map { $0.text(in: group) }))}
            """
    }

    init(_ json: JSON, in group: G) throws(ElectionError) {
        threshold = try json.whole("threshold")
        certificates = try ThresholdKeys.messages(json, "certs", in: group)
        commitments = try ThresholdKeys.messages(json, "coefexps", in: group)
        if json["signatures"] != nil {
            signatures = try each(json.list("signatures")) { item, number throws(ElectionError) in
                try naming("signature \(number)") { () throws(ElectionError) in try Proof(item, in: group) }
            }
        } else {
            signatures = nil
        }
        verificationKeys = try each(json.list("verification_keys")) { item, number throws(ElectionError) in
            try naming("verification key \(number)") { () throws(ElectionError) in
                try TrusteeKey(item, in: group)
            }
        }
        let size = verificationKeys.count
        guard certificates.count == size, commitments.count == size, (signatures?.count ?? size) == size
        else {
            throw ElectionError("the lists of a threshold key are not of one length")
        }
        guard (1...max(size, 1)).contains(threshold), size > 0 else {
            throw ElectionError("the threshold does not lie between 1 and the number of trustees")
        }
    }

    private static func messages(
        _ json: JSON, _ key: String, in group: G
    ) throws(ElectionError) -> [SignedMessage<G>] {
        try each(json.list(key)) { item, number throws(ElectionError) in
            try naming("\(key) \(number)") { () throws(ElectionError) in
                try SignedMessage(item, in: group)
            }
        }
    }
}

/// What a trustee publishes of the secret polynomial: the generator raised to each coefficient.
package struct Commitment<G: Group>: Hashable, Sendable {
    package let elements: [G.Element]

    package init(_ elements: [G.Element]) { self.elements = elements }

    package func text(in group: G) -> String {
        "{\"coefexps\":\(texts(in: group))}"
    }

    func texts(in group: G) -> String { jsonArray(elements.map { "\"\(group.text($0))\"" }) }

    package init(parsing message: String, in group: G) throws(ElectionError) {
        let json = try JSON(election: Array(message.utf8))
        elements = try each(json.texts("coefexps")) { text, _ throws(ElectionError) in
            try group.member(text)
        }
    }

    /// The generator raised to the polynomial's value at `point`: ∏ elements[k]^(point^k).
    package func power(at point: Int, in group: G) -> G.Element {
        var exponents: [G.Scalar] = []
        var exponent = group.one
        for _ in elements {
            exponents.append(exponent)
            exponent = group.product(exponent, group.scalar(point))
        }
        return group.product(of: elements, raisedTo: exponents)
    }
}
