import Core

/// Who may vote: the credentials' public elements, each with its weight.
///
///     ["1370…","2260…,3"]
///
/// A weight of 1 is left out. The order says nothing.
package struct PublicCredentials<G: Group>: Sendable {
    package struct Entry: Hashable, Sendable {
        package let element: G.Element
        package let weight: Int
        /// From 0, in the list's order.
        package let number: Int
    }

    private let entries: [String: Entry]
    package let totalWeight: Int

    package var count: Int { entries.count }

    /// The heaviest total that a logarithm is looked for in.
    package static var mostWeight: Int { 100_000_000_000 }

    /// Checks that all are members and distinct.
    package init(parsing bytes: [UInt8], in group: G) throws(ElectionError) {
        try self.init(parsing: bytes, in: group, concurrently: .serial) { $0.allSatisfy(group.isMember) }
    }

    /// The same for long lists, on all cores.
    package init(
        parsing bytes: [UInt8], in group: G, using chance: inout some RandomNumberGenerator
    ) throws(ElectionError) {
        try self.init(parsing: bytes, in: group, concurrently: .allCores) {
            group.checksMembersTogether
                ? group.areMembers($0, using: &chance) : $0.allSatisfy(group.isMember)
        }
    }

    /// The same for long lists; `areMembers` says whether all are members.
    init(
        parsing bytes: [UInt8], in group: G, concurrently: Concurrency, areMembers: ([G.Element]) -> Bool
    ) throws(ElectionError) {
        guard let items = try JSON(election: bytes).array else {
            throw ElectionError("the credentials are no list")
        }
        let texts = try each(items) { item, number throws(ElectionError) in
            guard let text = item.string else { throw ElectionError("credential \(number) is not a text") }
            return text
        }
        let read = concurrently.map(texts) { text in PublicCredentials.read(text, in: group) }
        let isChecked = areMembers(read.compactMap { $0?.1 })
        var entries: [String: Entry] = [:]
        entries.reserveCapacity(texts.count)
        var total = 0
        for (number, item) in read.enumerated() {
            guard let (text, element, weight) = item, weight <= PublicCredentials.mostWeight - total else {
                throw ElectionError("credential \(number + 1) is not an element with a weight")
            }
            guard element != group.identity, isChecked || group.isMember(element) else {
                throw ElectionError("credential \(number + 1) lies outside the group", kind: .membership)
            }
            let entry = Entry(element: element, weight: weight, number: number)
            guard entries.updateValue(entry, forKey: text) == nil else {
                throw ElectionError("credential \(number + 1) stands in the list twice")
            }
            total += weight
        }
        self.entries = entries
        totalWeight = total
    }

    /// The entry of a credential as ballots write it.
    package func entry(of credential: String) -> Entry? { entries[credential] }

    private static func read(_ text: String, in group: G) -> (String, G.Element, Int)? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let element = group.element(parts[0]) else { return nil }
        let weight = parts.count == 1 ? 1 : Int(parts[1])
        guard let weight, weight > 0, parts.count == 1 || String(weight) == parts[1] else { return nil }
        return (String(parts[0]), element, weight)
    }

    /// The bytes of a list.
    package static func text(_ credentials: [(element: G.Element, weight: Int)], in group: G) -> [UInt8] {
        let items = credentials.map { element, weight in
            "\"\(group.text(element))\(weight == 1 ? "" : ",\(weight)")\""
        }
        return Array(jsonArray(items).utf8)
    }
}
