/// The shuffles of one election: its group, its public key y and its fingerprint φ (43 characters of Base64).
public struct Shuffling<G: Group>: Sendable {
    public let group: G
    public let publicKey: G.Element
    public let fingerprint: String

    public init(_ group: G, publicKey: G.Element, fingerprint: String) {
        self.group = group
        self.publicKey = publicKey
        self.fingerprint = fingerprint
    }
}

/// The challenges, hashed from everything that was fixed before them.
struct ShuffleTranscript<G: Group> {
    private let group: G
    private let publicKey: G.Element
    private let fingerprint: String
    /// str1: the lists of ciphertexts and the commitments, each element followed by a comma.
    private let statement: String

    init(_ shuffling: Shuffling<G>, input: [Ciphertext<G>], output: [Ciphertext<G>], commitments: [G.Element])
    {
        group = shuffling.group
        publicKey = shuffling.publicKey
        fingerprint = shuffling.fingerprint
        let ciphertexts = (input + output).flatMap { [$0.alpha, $0.beta] }
        statement = ShuffleTranscript.list(ciphertexts + commitments, group)
    }

    /// u_1 … u_N.
    func weights(_ count: Int) -> [G.Scalar] {
        let seed = Digest.hexadecimal("shuffle-challenges|\(fingerprint)|\(statement)")
        return (0..<count).map { index in
            group.scalar(reducing: Digest.sha256(seed + Digest.hexadecimal("\(index)")))
        }
    }

    /// C.
    func challenge(_ announcement: ShuffleProof<G>.Announcement, chain: [G.Element]) -> G.Scalar {
        let single = [
            announcement.sum, announcement.product, announcement.powers, announcement.beta,
            announcement.alpha,
        ]
        let announced = ShuffleTranscript.list(single + announcement.chain, group)
        let text = announced + statement + ShuffleTranscript.list(chain, group) + group.text(publicKey)
        return group.scalar(reducing: Digest.sha256("shuffle-challenge|\(fingerprint)|\(text)"))
    }

    private static func list(_ elements: [G.Element], _ group: G) -> String {
        var text = ""
        for element in group.texts(elements) {
            text += element
            text += ","
        }
        return text
    }
}
