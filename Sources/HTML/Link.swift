/// An address a page may point to: a path of this site, a place on the page, or a checked foreign address.
///
/// The router extends it: `extension Link { static func proposal(_ id: ProposalID) -> Link }`.
package struct Link: Sendable, Hashable {
    private let path: String
    private var pairs: [String] = []
    private var mark = ""

    /// `Link("/proposals", id, "lines")` is `/proposals/42/lines`. Each part is one path segment: a slash
    /// in it is encoded. The first part is the fixed beginning of a path.
    package init(_ path: StaticString, _ parts: any CustomStringConvertible...) {
        var whole = path.description
        for part in parts {
            if !whole.hasSuffix("/") { whole += "/" }
            whole += Link.encoded(part.description, keeping: "")
        }
        self.path = whole
    }

    /// A path known only at run time, such as that of the request. Slashes stay; it always begins with
    /// exactly one, so that it cannot name another host.
    package init(path: String) {
        self.path = "/" + Link.encoded(String(path.drop { $0 == "/" || $0 == "\\" }), keeping: "/")
    }

    /// An address elsewhere; nil unless it begins with `https:`, `http:` or `mailto:`.
    package init?(elsewhere address: String) {
        let lower = address.lowercased()
        guard ["https://", "http://", "mailto:"].contains(where: lower.hasPrefix) else { return nil }
        path = Link.encoded(address, keeping: "/:?#[]@!$&'()*+,;=%")
    }

    private init(mark: String) {
        path = ""
        self.mark = mark
    }

    /// A place on the same page.
    package static func here(_ id: String) -> Link { Link(mark: "#" + encoded(id, keeping: "")) }

    /// The same address with `name=value` added to its query; unchanged where `value` is nil.
    package func query(_ name: String, _ value: String?) -> Link {
        guard let value else { return self }
        var link = self
        link.pairs.append(Link.encoded(name, keeping: "") + "=" + Link.encoded(value, keeping: ""))
        return link
    }

    package func query(_ name: String, _ value: Int?) -> Link { query(name, value.map(String.init)) }

    /// The same address, pointing at the element with this `id`.
    package func fragment(_ id: String) -> Link {
        var link = self
        link.mark = "#" + Link.encoded(id, keeping: "")
        return link
    }

    /// As it stands in a `Location` header or, escaped, in an attribute.
    package var address: String {
        pairs.isEmpty && mark.isEmpty
            ? path
            : path + (pairs.isEmpty ? "" : (path.contains("?") ? "&" : "?") + pairs.joined(separator: "&"))
                + mark
    }

    /// Percent-encodes all but the unreserved characters of RFC 3986 and those in `kept`.
    private static func encoded(_ text: String, keeping kept: StaticString) -> String {
        if text.utf8.allSatisfy(isUnreserved) { return text }
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case _ where isUnreserved(byte): out.append(byte)
            case _ where kept.withUTF8Buffer { $0.contains(byte) }: out.append(byte)
            default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

extension Link: CustomStringConvertible {
    package var description: String { address }
}

extension Link: ExpressibleByStringLiteral {
    package init(stringLiteral path: StaticString) { self.init(path) }
}
