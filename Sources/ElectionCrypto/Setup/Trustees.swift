import Core

/// Who holds the election's key: single trustees, each of whom is needed, and groups with a threshold.
///
///     [["Single",{"pok":…,"public_key":"4c8f…"}],["Pedersen",{"threshold":2,…}]]
package struct Trustees<G: Group>: Hashable, Sendable {
    package enum Holder: Hashable, Sendable {
        case single(TrusteeKey<G>)
        case threshold(ThresholdKeys<G>)
    }

    package let holders: [Holder]

    package init(_ holders: [Holder]) { self.holders = holders }

    /// One key for each number a trustee can have; `owner` 1 is the first.
    package var keys: [TrusteeKey<G>] {
        holders.flatMap {
            switch $0 {
            case .single(let key): [key]
            case .threshold(let keys): keys.verificationKeys
            }
        }
    }

    package func text(in group: G) -> String {
        jsonArray(
            holders.map {
                switch $0 {
                case .single(let key): "[\"Single\",\(key.text(in: group))]"
                case .threshold(let keys): "[\"Pedersen\",\(keys.text(in: group))]"
                }
            })
    }

    /// Reads the second file of the archive. Proofs and signatures are still to be checked.
    package init(parsing bytes: [UInt8], in group: G) throws(ElectionError) {
        guard let items = try JSON(election: bytes).array, !items.isEmpty else {
            throw ElectionError("there are no trustees")
        }
        holders = try each(items) { item, number throws(ElectionError) in
            try naming("holder \(number)") { () throws(ElectionError) in
                guard let pair = item.array, pair.count == 2 else {
                    throw ElectionError("this is no trustee")
                }
                switch pair[0].string {
                case "Single": return .single(try TrusteeKey(pair[1], in: group))
                case "Pedersen": return .threshold(try ThresholdKeys(pair[1], in: group))
                default: throw ElectionError("this kind of trustee is not known here")
                }
            }
        }
    }

    /// Checks every proof and signature. What is given: the election's key, and what threshold keys lack.
    package func checked(
        in group: G
    ) throws(ElectionError) -> (key: G.Element, lacks: Set<CeremonyLack>) {
        for (index, key) in keys.enumerated() {
            guard key.publicKey != group.identity, key.isProven(in: group) else {
                throw ElectionError("trustee \(index + 1) has not proven to hold the key")
            }
        }
        guard Set(keys.map(\.publicKey)).count == keys.count else {
            throw ElectionError("two trustees have one key")
        }
        var product = group.identity
        var lacks: Set<CeremonyLack> = []
        for holder in holders {
            switch holder {
            case .single(let key):
                product = group.product(product, key.publicKey)
            case .threshold(let keys):
                let (key, missing) = try keys.checked(in: group)
                product = group.product(product, key)
                lacks.formUnion(missing)
            }
        }
        return (product, lacks)
    }
}

extension Trustees {
    /// Whether these numbers can open a tally together.
    package func areEnough(_ numbers: Set<Int>) -> Bool {
        var first = 1
        return holders.allSatisfy { holder in
            switch holder {
            case .single:
                defer { first += 1 }
                return numbers.contains(first)
            case .threshold(let keys):
                defer { first += keys.size }
                return numbers.filter { (first..<first + keys.size).contains($0) }.count >= keys.threshold
            }
        }
    }
}
