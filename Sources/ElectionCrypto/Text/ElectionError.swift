/// What is wrong with a file of an election, in one English sentence without a full stop.
package struct ElectionError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        case other
        /// An element that lies outside the group.
        case membership
        /// No archive at all, or one of a version, group or kind of question that is not known here: nothing is said
        /// about whether it holds.
        case unknown
    }

    package let reason: String
    package let kind: Kind

    package init(_ reason: String, kind: Kind = .other) {
        self.reason = reason
        self.kind = kind
    }

    package var description: String { reason }

    func within(_ place: String) -> ElectionError { ElectionError("\(place): \(reason)", kind: kind) }
}

/// Runs `body`; an error it throws says that it happened in `place`.
func naming<Value>(
    _ place: String, _ body: () throws(ElectionError) -> Value
) throws(ElectionError) -> Value {
    do throws(ElectionError) {
        return try body()
    } catch {
        throw error.within(place)
    }
}

/// `map` for closures that throw this module's error; `transform` is given the number from 1, too.
func each<Element, Value>(
    _ elements: some Collection<Element>, _ transform: (Element, Int) throws(ElectionError) -> Value
) throws(ElectionError) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for element in elements { values.append(try transform(element, values.count + 1)) }
    return values
}
