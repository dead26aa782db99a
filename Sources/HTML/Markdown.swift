import CMark

/// People's texts, written in CommonMark. The only markup that does not come from our own source.
package enum Markdown {
    /// Longer texts are cut at this many bytes of UTF-8.
    package static let limit = 40_000

    /// Containers deeper than this are not drawn; their text stays.
    private static let deepest = 6

    /// Paragraphs, lists, quotes, code, emphasis, links. Raw markup is shown as the text it is, an image as
    /// its description, a heading as a strong paragraph. Links lead only to `http`, `https` and `mailto`.
    package static func render(_ text: String) -> HTML {
        let source = Array(text.utf8.prefix(limit))
        let root = source.withUnsafeBytes { bytes in
            cmark_parse_document(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count,
                CMARK_OPT_VALIDATE_UTF8)
        }
        guard let root else { return "" }
        defer { cmark_node_free(root) }
        return render(root)
    }

    private static func render(_ root: OpaquePointer) -> HTML {
        guard let walk = cmark_iter_new(root) else { return "" }
        defer { cmark_iter_free(walk) }
        var html = HTML()
        var depth = 0
        while true {
            let event = cmark_iter_next(walk)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(walk) else { break }
            let enters = event == CMARK_EVENT_ENTER
            let isContainer = containers.contains(cmark_node_get_type(node).rawValue)
            if isContainer && enters { depth += 1 }
            if !isContainer || depth <= deepest { html += markup(of: node, enters: enters) }
            if isContainer && !enters { depth -= 1 }
        }
        return html
    }

    private static let containers = [
        CMARK_NODE_BLOCK_QUOTE.rawValue, CMARK_NODE_LIST.rawValue, CMARK_NODE_ITEM.rawValue,
        CMARK_NODE_EMPH.rawValue, CMARK_NODE_STRONG.rawValue,
    ]

    private static func markup(of node: OpaquePointer, enters: Bool) -> HTML {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_PARAGRAPH: isTight(node) ? "" : enters ? "<p>" : "</p>\n"
        case CMARK_NODE_HEADING: enters ? "<p><strong>" : "</strong></p>\n"
        case CMARK_NODE_BLOCK_QUOTE: enters ? "<blockquote>\n" : "</blockquote>\n"
        case CMARK_NODE_LIST: list(node, enters: enters)
        case CMARK_NODE_ITEM: enters ? "<li>" : "</li>\n"
        case CMARK_NODE_EMPH: enters ? "<em>" : "</em>"
        case CMARK_NODE_STRONG: enters ? "<strong>" : "</strong>"
        case CMARK_NODE_LINK: link(node, enters: enters)
        case CMARK_NODE_CODE: "<code>\(literal(node))</code>"
        case CMARK_NODE_CODE_BLOCK: "<pre><code>\(literal(node))</code></pre>\n"
        case CMARK_NODE_HTML_BLOCK: "<p>\(literal(node))</p>\n"
        case CMARK_NODE_TEXT, CMARK_NODE_HTML_INLINE: "\(literal(node))"
        case CMARK_NODE_SOFTBREAK: "\n"
        case CMARK_NODE_LINEBREAK: "<br>\n"
        case CMARK_NODE_THEMATIC_BREAK: "<hr>\n"
        default: ""
        }
    }

    private static func literal(_ node: OpaquePointer) -> String {
        cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    }

    private static func isTight(_ paragraph: OpaquePointer) -> Bool {
        guard let item = cmark_node_parent(paragraph), let list = cmark_node_parent(item) else {
            return false
        }
        return cmark_node_get_list_tight(list) == 1
    }

    private static func list(_ node: OpaquePointer, enters: Bool) -> HTML {
        let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
        guard enters else { return isOrdered ? "</ol>\n" : "</ul>\n" }
        let start = Int(cmark_node_get_list_start(node))
        return isOrdered ? "<ol\(attribute: "start", start == 1 ? nil : start)>\n" : "<ul>\n"
    }

    private static func link(_ node: OpaquePointer, enters: Bool) -> HTML {
        let address = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
        guard let link = Link(elsewhere: address) else { return "" }
        return enters ? #"<a href="\#(link)" rel="nofollow ugc noopener">"# : "</a>"
    }
}
