import Core
import ElectionCrypto
import Phrases
import Terminal

/// What is locked in a key's file.
struct KeyContent: Equatable {
    /// A trustee's place in the ceremony of a threshold key.
    struct Place: Equatable {
        let seed: String
        let size: Int
        let threshold: Int
        /// From 1.
        let number: Int
        /// The certificates whose fingerprint was shown for comparing; nil before.
        var certificates: String?
    }

    var place: Place?
    /// The exponent that decrypts, in decimal; nil before a ceremony is finished.
    var secret: String?
    /// The hashes of the shuffles that this key's holder has made.
    var shuffles: [String] = []
    /// For each election, by its fingerprint, the hash of the only tally that is decrypted.
    var decrypted: [String: String] = [:]

    init(place: Place? = nil, secret: String? = nil) {
        self.place = place
        self.secret = secret
    }

    var json: JSON {
        var members: [String: JSON] = [
            "decrypted": .object(decrypted.mapValues { .string($0) }),
            "shuffles": .array(shuffles.map { .string($0) }),
        ]
        members["secret"] = secret.map { .string($0) }
        if let place {
            members["seed"] = .string(place.seed)
            members["size"] = .int(place.size)
            members["threshold"] = .int(place.threshold)
            members["number"] = .int(place.number)
            members["certificates"] = place.certificates.map { .string($0) }
        }
        return .object(members)
    }

    init?(_ json: JSON) {
        secret = json["secret"]?.string
        shuffles = (json["shuffles"]?.array ?? []).compactMap(\.string)
        decrypted = (json["decrypted"]?.object ?? [:]).compactMapValues(\.string)
        if let seed = json["seed"]?.string {
            guard let size = json["size"]?.int, let threshold = json["threshold"]?.int,
                let number = json["number"]?.int
            else { return nil }
            place = Place(
                seed: seed, size: size, threshold: threshold, number: number,
                certificates: json["certificates"]?.string)
        }
    }

    /// The exponent that decrypts; refuses a key whose ceremony is not finished.
    func secret<G: Group>(in group: G, _ words: Phrases) throws -> G.Scalar {
        guard let secret, let scalar = group.scalar(decimal: secret) else {
            throw BadInput(words("trustee.key.unfinished"))
        }
        return scalar
    }

    /// This trustee in the ceremony; refuses a key that is in none.
    func member<G: Group>(in group: G, _ words: Phrases) throws -> CeremonyMember<G> {
        guard let place, let seed = CeremonySeed(place.seed) else {
            throw BadInput(words("trustee.key.no-ceremony"))
        }
        return CeremonyMember(
            seed, .init(size: place.size, threshold: place.threshold, index: place.number), in: group)
    }
}
