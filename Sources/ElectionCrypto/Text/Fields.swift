import Core

/// Reading the members of Belenios' objects.
extension JSON {
    init(election bytes: [UInt8]) throws(ElectionError) {
        do throws(JSONError) {
            self = try JSON(parsing: bytes)
        } catch {
            throw ElectionError("this is not JSON: \(error.reason) at byte \(error.offset + 1)")
        }
    }

    func field(_ key: String) throws(ElectionError) -> JSON {
        guard let value = self[key] else { throw ElectionError("\(key) is missing") }
        return value
    }

    func text(_ key: String) throws(ElectionError) -> String {
        guard let text = try field(key).string else { throw ElectionError("\(key) is not a text") }
        return text
    }

    /// nil where the member is absent.
    func optionalText(_ key: String) throws(ElectionError) -> String? {
        self[key] == nil ? nil : try text(key)
    }

    func whole(_ key: String) throws(ElectionError) -> Int {
        guard case .int(let number) = try field(key) else {
            throw ElectionError("\(key) is not a whole number")
        }
        return number
    }

    func list(_ key: String) throws(ElectionError) -> [JSON] {
        guard let list = try field(key).array else { throw ElectionError("\(key) is not a list") }
        return list
    }

    /// The items of a list that has no name.
    func items() throws(ElectionError) -> [JSON] {
        guard let array else { throw ElectionError("a list is missing") }
        return array
    }

    /// The same of a list with a fixed length.
    func items(_ count: Int) throws(ElectionError) -> [JSON] {
        guard let array, array.count == count else { throw ElectionError("a list is not of \(count) items") }
        return array
    }

    func texts(_ key: String) throws(ElectionError) -> [String] {
        try each(list(key)) { value, number throws(ElectionError) in
            guard let text = value.string else { throw ElectionError("\(key) \(number) is not a text") }
            return text
        }
    }

    func digest(_ key: String) throws(ElectionError) -> Digest {
        guard let digest = Digest(hex: try text(key)) else { throw ElectionError("\(key) is not a hash") }
        return digest
    }

    /// A weight or a count: a number, or from 2³⁰ on a string.
    func count() throws(ElectionError) -> Int {
        switch self {
        case .int(let value) where value >= 0: return value
        case .string(let digits):
            if let value = Int(digits), value >= 1 << 30, String(value) == digits { return value }
        default: break
        }
        throw ElectionError("a number of votes is not one")
    }

    static func count(_ value: Int) -> String { value < 1 << 30 ? String(value) : "\"\(value)\"" }

    /// Refuses members other than `keys`, where unknown ones would be neither counted nor shown.
    func only(_ keys: Set<String>) throws(ElectionError) {
        guard let object else { throw ElectionError("an object is missing") }
        if let stranger = object.keys.filter({ !keys.contains($0) }).min() {
            throw ElectionError("\(stranger) does not belong here")
        }
    }
}

extension String {
    /// The text as a JSON string.
    var quoted: String { JSON.string(self).text }
}

/// `[a,b,…]` of texts that are JSON already.
func jsonArray(_ items: some Sequence<String>) -> String { "[" + items.joined(separator: ",") + "]" }
