/// A captioned table; on phones each row becomes a block of labelled values.
package struct Table: Markup {
    package struct Column: Sendable {
        let title: String
        let isNumber: Bool

        package init(_ title: String, isNumber: Bool = false) {
            self.title = title
            self.isNumber = isNumber
        }

        /// A column of numbers, set to the right.
        package static func number(_ title: String) -> Column { Column(title, isNumber: true) }
    }

    let caption: String
    let captionIsHidden: Bool
    let columns: [Column]
    let rows: [[HTML]]
    let hasRowHeaders: Bool

    /// - Parameters:
    ///   - captionIsHidden: for screen readers only, where a heading says the same just above.
    ///   - hasRowHeaders: the first cell of each row names the row.
    package init(
        _ caption: String, captionIsHidden: Bool = false, columns: [Column], hasRowHeaders: Bool = true,
        rows: [[HTML]]
    ) {
        self.caption = caption
        self.captionIsHidden = captionIsHidden
        self.columns = columns
        self.hasRowHeaders = hasRowHeaders
        self.rows = rows
    }

    package init(
        _ caption: String, captionIsHidden: Bool = false, columns: [Column], hasRowHeaders: Bool = true,
        texts: [[String]]
    ) {
        self.init(
            caption, captionIsHidden: captionIsHidden, columns: columns, hasRowHeaders: hasRowHeaders,
            rows: texts.map { $0.map(HTML.init(text:)) })
    }

    package var html: HTML {
        """
        <table><caption\(if: captionIsHidden, #" class="unseen""#)>\(caption)</caption>
        <thead><tr>\(columns.map(head))</tr></thead>
        <tbody>\(rows.map(row))</tbody></table>

        """
    }

    private func head(_ column: Column) -> HTML {
        #"<th scope="col"\#(if: column.isNumber, #" class="number""#)>\#(column.title)</th>"#
    }

    private func row(_ cells: [HTML]) -> HTML {
        "<tr>\(zip(columns, cells).enumerated().map { cell($1.1, in: $1.0, isFirst: $0 == 0) })</tr>\n"
    }

    private func cell(_ content: HTML, in column: Column, isFirst: Bool) -> HTML {
        if isFirst && hasRowHeaders { return #"<th scope="row">\#(content)</th>"# }
        return """
            <td data-label="\(column.title)"\(if: column.isNumber, #" class="number""#)>\(content)</td>
            """
    }
}
