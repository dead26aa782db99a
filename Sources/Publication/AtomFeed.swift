package import Core

/// A feed in the Atom format.
///
/// Ids are `tag:` addresses that stay when the page moves; everything else is absolute. Source: RFC 4287, RFC 4151.
package struct AtomFeed: Sendable {
    package struct Entry: Sendable {
        /// The path of its page without the first slash: `proposals/42`. Names the entry for ever.
        let path: String
        let title: String
        let text: String
        let authors: [String]
        let publishedAt: Instant
        let updatedAt: Instant

        package init(
            path: String, title: String, text: String, authors: [String] = [], publishedAt: Instant,
            updatedAt: Instant
        ) {
            self.path = path
            self.title = title
            self.text = text
            self.authors = authors
            self.publishedAt = publishedAt
            self.updatedAt = updatedAt
        }
    }

    private let site: String
    private let path: String
    private let page: String
    private let title: String
    private let publisher: String
    private let language: String
    private let entries: [Entry]

    /// - Parameters:
    ///   - site: the address without a slash at the end: `https://mitstimme.example`.
    ///   - path: of the feed, with its first slash.
    ///   - page: of the page it follows, with its first slash.
    ///   - entries: newest first.
    package init(
        site: String, path: String, page: String, title: String, publisher: String, language: String,
        entries: [Entry]
    ) {
        self.site = site
        self.path = path
        self.page = page
        self.title = title
        self.publisher = publisher
        self.language = language
        self.entries = entries
    }

    /// The document. `updated` is the newest entry's; of an empty feed, 1970.
    package var bytes: [UInt8] {
        let updated = entries.map(\.updatedAt).max() ?? Instant(seconds: 0)
        var out = XMLWriter()
        out.open("feed", ["xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language])
        out.element("id", tag(String(path.drop { $0 == "/" })))
        out.element("title", title)
        out.element("updated", updated.iso8601)
        out.empty("link", ["rel": "self", "type": "application/atom+xml", "href": site + path])
        out.empty("link", ["rel": "alternate", "type": "text/html", "href": site + page])
        out.author(publisher)
        for entry in entries { write(entry, to: &out) }
        out.close("feed")
        return out.bytes
    }

    private func write(_ entry: Entry, to out: inout XMLWriter) {
        out.open("entry", [:])
        out.element("id", tag(entry.path))
        out.element("title", entry.title)
        out.element("published", entry.publishedAt.iso8601)
        out.element("updated", entry.updatedAt.iso8601)
        out.empty("link", ["rel": "alternate", "type": "text/html", "href": "\(site)/\(entry.path)"])
        for author in entry.authors { out.author(author) }
        out.element("content", entry.text, ["type": "text"])
        out.close("entry")
    }

    private func tag(_ path: String) -> String {
        let host =
            site.split(separator: "/").dropFirst().first.map { $0.prefix { $0 != ":" } }
            ?? "mitstimme.invalid"
        return "tag:\(host),2026:\(path)"
    }
}

extension XMLWriter {
    fileprivate mutating func author(_ name: String) {
        open("author", [:])
        element("name", name)
        close("author")
    }
}
