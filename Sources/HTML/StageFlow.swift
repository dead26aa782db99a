/// A count in stages: one bar for each stage, divided among those still in it, and the streams between the bars.
///
/// Shapes grow with the page, words keep their size. Numbers in the bars name the rows of the table beside it.
package struct StageFlow: Markup {
    package struct Stage: Sendable {
        let label: String
        /// What each place has, in any unit, 0 or more; all stages have the same places and about the same sum.
        let amounts: [Int]

        package init(_ label: String, _ amounts: [Int]) {
            self.label = label
            self.amounts = amounts
        }
    }

    let id: String
    let title: String
    let description: String
    let stages: [Stage]
    /// What stands in each place's part of a bar, one or two characters; empty for votes that count for nobody.
    let marks: [String]
    let chosen: Set<Int>
    let summary: String
    let table: Table

    /// - Parameters:
    ///   - id: unique on the page.
    ///   - description: the finding in one or two sentences, for screen readers.
    ///   - chosen: the places drawn in the accent colour.
    package init(
        id: String, title: String, description: String, _ stages: [Stage], marks: [String], chosen: Set<Int>,
        summary: String, table: Table
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.stages = stages
        self.marks = marks
        self.chosen = chosen
        self.summary = summary
        self.table = table
    }

    package var html: HTML { Figure(drawing: drawing, summary: summary, table: table).html }

    private static let bar = 28
    private static let step = 84
    /// The width of the drawing in its own units.
    private static let width = 1000

    private var drawing: HTML {
        let most = max(1, stages.map { $0.amounts.reduce(0, +) }.max() ?? 1)
        let edges = stages.map { Self.edges($0.amounts, most) }
        let height = max(1, stages.count) * Self.step - (Self.step - Self.bar - 22)
        var shapes = HTML()
        var texts = HTML()
        for (number, stage) in stages.enumerated() {
            let top = number * Self.step + 22
            texts += #"<text y="\#(top - 7)">\#(stage.label)</text>"#
            if number + 1 < stages.count {
                let streams = Self.streams(from: stage.amounts, to: stages[number + 1].amounts)
                shapes += ribbons(streams, edges[number], edges[number + 1], top + Self.bar, most)
            }
            for (place, (left, right)) in edges[number].enumerated() where right > left {
                let style = chosen.contains(place) ? "chosen" : marks[place].isEmpty ? "rest" : "part"
                shapes +=
                    #"<rect class="\#(style)" x="\#(left)" y="\#(top)" width="\#(max(1, right - left - 2))" height="\#(Self.bar)"/>"#
                guard right - left >= 45, !marks[place].isEmpty else { continue }
                texts +=
                    #"<text class="mark" x="\#(Percent(tenths: (left + right) / 2))" y="\#(top + 20)">\#(marks[place])</text>"#
            }
        }
        return """
            <svg class="flow" width="100%" height="\(height)" role="img" aria-labelledby="\(id)-title \(id)-desc">\
            <title id="\(id)-title">\(title)</title><desc id="\(id)-desc">\(description)</desc>
            <svg width="100%" height="\(height)" viewBox="0 0 \(Self.width) \(height)" preserveAspectRatio="none">
            \(shapes)</svg>
            \(texts)</svg>
            """
    }

    /// Where each part begins and ends.
    private static func edges(_ amounts: [Int], _ most: Int) -> [(left: Int, right: Int)] {
        var sum = 0
        return amounts.map { amount in
            let left = scaled(sum, most)
            sum += max(0, amount)
            return (left, scaled(sum, most))
        }
    }

    private static func scaled(_ amount: Int, _ most: Int) -> Int {
        Int(Double(amount) / Double(most) * Double(width))
    }

    /// What flows from place to place: everybody keeps the smaller of both amounts; what the others lose goes to
    /// those who gain, in proportion.
    static func streams(from before: [Int], to after: [Int]) -> [(source: Int, target: Int, amount: Int)] {
        var streams: [(source: Int, target: Int, amount: Int)] = []
        let gains = zip(before, after).map { max(0, $1 - $0) }
        let gained = gains.reduce(0, +)
        for (source, (old, new)) in zip(before, after).enumerated() {
            if min(old, new) > 0 { streams.append((source, source, min(old, new))) }
            let lost = max(0, old - new)
            guard lost > 0, gained > 0 else { continue }
            for (target, gain) in gains.enumerated() where gain > 0 {
                streams.append((source, target, Int(Double(lost) * Double(gain) / Double(gained))))
            }
        }
        return streams.filter { $0.amount > 0 }
    }

    private func ribbons(
        _ streams: [(source: Int, target: Int, amount: Int)], _ upper: [(left: Int, right: Int)],
        _ lower: [(left: Int, right: Int)], _ top: Int, _ most: Int
    ) -> HTML {
        var starts = upper.map(\.left)
        var ends = lower.map(\.left)
        let bottom = top + Self.step - Self.bar
        let middle = (top + bottom) / 2
        var paths = HTML()
        for (source, target, amount) in streams {
            let width = max(1, Self.scaled(amount, most))
            let (from, to) = (starts[source], ends[target])
            starts[source] += width
            ends[target] += width
            paths +=
                #"<path\#(if: source != target, #" class="moved""#) d="M\#(from) \#(top)C\#(from) \#(middle) \#(to) \#(middle) \#(to) \#(bottom)H\#(to + width)C\#(to + width) \#(middle) \#(from + width) \#(middle) \#(from + width) \#(top)Z"/>"#
        }
        return paths
    }
}
