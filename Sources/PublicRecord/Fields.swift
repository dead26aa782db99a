import Core
import Tally

/// Reading the members of objects that must all be there.
extension JSON {
    func field(_ key: String) throws(RecordError) -> JSON {
        guard let value = self[key] else { throw RecordError("\(key) is missing") }
        return value
    }

    func text(_ key: String) throws(RecordError) -> String {
        guard let text = try field(key).string else { throw RecordError("\(key) is not a text") }
        return text
    }

    func whole(_ key: String) throws(RecordError) -> Int {
        guard let number = try field(key).int else { throw RecordError("\(key) is not a whole number") }
        return number
    }

    func flag(_ key: String) throws(RecordError) -> Bool {
        guard let flag = try field(key).bool else { throw RecordError("\(key) is neither true nor false") }
        return flag
    }

    func list(_ key: String) throws(RecordError) -> [JSON] {
        guard let list = try field(key).array else { throw RecordError("\(key) is not a list") }
        return list
    }

    func date(_ key: String) throws(RecordError) -> Instant {
        guard let date = Instant(iso8601: try text(key)) else { throw RecordError("\(key) is not a time") }
        return date
    }

    /// A list of option numbers from 1, as indices.
    func options(_ key: String) throws(RecordError) -> [Int] {
        try each(list(key)) { value throws(RecordError) in try value.option() }
    }

    func option() throws(RecordError) -> Int {
        guard let number = int, number >= 1 else { throw RecordError("an option is not a number from 1") }
        return number - 1
    }

    /// `3` or `"7/2"`.
    func number() throws(RecordError) -> Fraction {
        let value = if let int { Fraction(int) } else { try fraction() }
        guard JSON.number(value) == self else { throw RecordError("a number is not written in its form") }
        return value
    }

    /// `"3/1"` or `"7/2"`, in lowest terms.
    func fraction() throws(RecordError) -> Fraction {
        guard let text = string, let fraction = Fraction(text: text), JSON.fraction(fraction) == self else {
            throw RecordError("a fraction is not written in lowest terms")
        }
        return fraction
    }

    static func fraction(_ value: Fraction) -> JSON {
        .string(value.isWhole ? "\(value)/1" : value.description)
    }

    /// A whole number that every reader of JSON holds exactly (RFC 8259 section 6) as such, else `"n/d"`.
    static func number(_ value: Fraction) -> JSON {
        guard let whole = value.whole, whole.magnitude < 1 << 53 else { return fraction(value) }
        return .int(whole)
    }

    static func options(_ options: [Int]) -> JSON { .array(options.map { .int($0 + 1) }) }
}

/// `map` for closures that throw the record's error.
func each<Element, Value>(
    _ elements: [Element], _ transform: (Element) throws(RecordError) -> Value
) throws(RecordError) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for element in elements { values.append(try transform(element)) }
    return values
}

/// One JSON value that is written in its canonical form.
func canonicalJSON(_ bytes: [UInt8]) throws(RecordError) -> JSON {
    let json: JSON
    do throws(JSONError) {
        json = try JSON(parsing: bytes)
    } catch {
        throw RecordError("this is not JSON: \(error.reason) at byte \(error.offset + 1)")
    }
    guard json.canonical == bytes else { throw RecordError("the JSON is not in its canonical form") }
    return json
}
