/// A text in canonical lines, each with its number as an anchor (`#z4`), so that it can be cited.
///
/// The numbers are not selected with the text. On a phone a line wraps under its number.
package struct NumberedLines: Markup {
    /// A range of lines others refer to, such as an amendment.
    package struct Mark: Sendable {
        let lines: ClosedRange<Int>
        let note: String
        let link: Link?

        /// - Parameter note: stands below the range ("Änderungsantrag 2: auch per Telefon").
        package init(_ lines: ClosedRange<Int>, note: String, link: Link? = nil) {
            self.lines = lines
            self.note = note
            self.link = link
        }
    }

    let lines: [String]
    let word: String
    let first: Int
    let marks: [Mark]

    /// - Parameters:
    ///   - word: what a line is called ("Zeile").
    ///   - first: the number of the first line, for an excerpt.
    package init(_ lines: [String], word: String, first: Int = 1, marks: [Mark] = []) {
        self.lines = lines
        self.word = word
        self.first = first
        self.marks = marks
    }

    package var html: HTML {
        """
        <ol class="lines">\(lines.enumerated().map { line(number: first + $0, text: $1) })</ol>

        """
    }

    private func line(number: Int, text: String) -> HTML {
        let isMarked = marks.contains { $0.lines.contains(number) }
        return """
            <li id="z\(number)"\(if: isMarked, #" class="marked""#)>\
            <a href="#z\(number)" aria-label="\(word) \(number)">\(number)</a><span>\(text)</span>\
            \(marks.filter { $0.lines.upperBound == number }.map(note))</li>

            """
    }

    private func note(_ mark: Mark) -> HTML {
        guard let link = mark.link else { return "<small>\(mark.note)</small>" }
        return #"<small><a href="\#(link)">\#(mark.note)</a></small>"#
    }
}
