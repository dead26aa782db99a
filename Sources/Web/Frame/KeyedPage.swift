import HTML
import Phrases

/// How many rows a list shows at once.
let listLength = 20

/// One page of a list, newest first. The list was read with one row more than it shows, which tells whether there are
/// older ones; they begin below the key of the last row shown.
struct KeyedPage<Row> {
    let shown: ArraySlice<Row>
    private let hasMore: Bool
    private let isFirst: Bool

    init(_ rows: [Row], isFirst: Bool, length: Int = listLength) {
        shown = rows.prefix(length)
        hasMore = rows.count > length
        self.isFirst = isFirst
    }

    /// The ways to the newest and to older rows; `link` is the list's own address.
    func pager(_ words: Phrases, _ link: Link, key: (Row) -> String) -> Pager {
        let older = hasMore ? shown.last.map { link.query("before", key($0)) } : nil
        return Pager(
            words("pager.label"), previous: isFirst ? nil : (title: words("pager.newest"), link: link),
            next: older.map { (title: words("pager.older"), link: $0) })
    }
}
