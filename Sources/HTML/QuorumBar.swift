/// The turnout as a bar from zero with a mark where the quorum lies, and the table that says the same.
package struct QuorumBar: Markup {
    let id: String
    let title: String
    let description: String
    let turnout: (count: Int, label: String)
    let quorum: (count: Int, label: String)
    let eligible: Int
    let summary: String
    let table: Table

    /// - Parameters:
    ///   - turnout: persons who took part, and the words below the bar ("Beteiligung: 6.312 Menschen").
    ///   - quorum: persons needed, and the words above the mark ("Nötig: 5.714 Menschen").
    ///   - eligible: the end of the longest scale; a small turnout is drawn larger.
    package init(
        id: String, title: String, description: String, turnout: (count: Int, label: String),
        quorum: (count: Int, label: String), eligible: Int, summary: String, table: Table
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.turnout = turnout
        self.quorum = quorum
        self.eligible = eligible
        self.summary = summary
        self.table = table
    }

    package var html: HTML { Figure(drawing: drawing, summary: summary, table: table).html }

    private var drawing: HTML {
        let end = max(1, min(max(eligible, turnout.count), max(turnout.count, quorum.count) * 5 / 4))
        let mark = Percent(tenths: min(1000, max(0, quorum.count) * 1000 / end))
        let reached = Percent(tenths: min(1000, max(0, turnout.count) * 1000 / end))
        let isLate = mark.tenths > 500
        return """
            <svg class="quorum" width="100%" height="64" role="img" \
            aria-labelledby="\(id)-title \(id)-desc"><title id="\(id)-title">\(title)</title>\
            <desc id="\(id)-desc">\(description)</desc>
            <rect class="rest" y="32" width="100%" height="24" rx="3"/>\
            <rect\(if: turnout.count >= quorum.count, #" class="chosen""#) y="32" width="\(reached)" \
            height="24" rx="3"/>
            <line x1="\(mark)" x2="\(mark)" y1="4" y2="64"/>\
            <text\(if: isLate, #" class="end""#) x="\(mark)" dx="\(isLate ? -8 : 8)" y="20">\
            \(quorum.label)</text>
            </svg><p class="count">\(turnout.label)</p>
            """
    }
}
