import Core

/// What was promised of an election before it began, in `terms.json` beside its archive.
///
///     {"roll_size":1200,"total_weight":1200,"shuffles":2,"mixers":[1,3]}
///
/// Every member may be absent; what is absent is not checked. `mixers`: the numbers of the trustees who may mix, in any
/// order. `shuffles`: how many different ones of them must have mixed.
package struct ElectionTerms: Hashable, Sendable {
    package let rollSize: Int?
    package let totalWeight: Int?
    package let shuffles: Int?
    package let mixers: [Int]?

    package init(
        rollSize: Int? = nil, totalWeight: Int? = nil, shuffles: Int? = nil, mixers: [Int]? = nil
    ) {
        self.rollSize = rollSize
        self.totalWeight = totalWeight
        self.shuffles = shuffles
        self.mixers = mixers
    }

    /// How many trustees must have mixed: all who are named unless it is said.
    package var mixersNeeded: Int { shuffles ?? Set(mixers ?? []).count }

    /// How many of these trustees count: each once, and nobody who is not named.
    package func mixersCounted(of done: Set<Int>) -> Int {
        mixers.map(done.intersection)?.count ?? done.count
    }

    /// Whether the mixing may end that these trustees have done.
    package func areMet(byMixers done: Set<Int>) -> Bool { mixersCounted(of: done) >= mixersNeeded }

    package init(parsing bytes: [UInt8]) throws(ElectionError) {
        let json = try JSON(election: bytes)
        try json.only(["roll_size", "total_weight", "shuffles", "mixers"])
        func number(_ key: String) throws(ElectionError) -> Int? {
            guard json[key] != nil else { return nil }
            let number = try json.whole(key)
            guard number >= 0 else { throw ElectionError("\(key) is negative") }
            return number
        }
        rollSize = try number("roll_size")
        totalWeight = try number("total_weight")
        shuffles = try number("shuffles")
        mixers =
            json["mixers"] == nil
            ? nil
            : try each(json.list("mixers")) { item, _ throws(ElectionError) in
                // The number of a trustee, never one of the large numbers that are written as text.
                guard case .int(let number) = item, number >= 0 else {
                    throw ElectionError("a mixer is not a number")
                }
                return number
            }
    }

    package var text: String {
        var members: [String] = []
        if let rollSize { members.append("\"roll_size\":\(rollSize)") }
        if let totalWeight { members.append("\"total_weight\":\(totalWeight)") }
        if let shuffles { members.append("\"shuffles\":\(shuffles)") }
        if let mixers { members.append("\"mixers\":\(jsonArray(mixers.map { String($0) }))") }
        return "{" + members.joined(separator: ",") + "}"
    }
}
