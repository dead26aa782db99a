extension NumberedText {
    /// The text with other lines in the place of `range`; all further lines stay as they are.
    ///
    /// Where the first of the replaced lines began a paragraph, what stands there then does so too.
    /// - Returns: nil when the range goes beyond the last line.
    package func replacing(_ range: LineRange, with words: String) -> NumberedText? {
        guard range.last <= lines.count else { return nil }
        let (before, old, after) = (
            lines[..<(range.first - 1)], lines[(range.first - 1)..<range.last], lines[range.last...]
        )
        var out = ""
        func add(_ line: Line, startsParagraph: Bool) {
            if !out.isEmpty { out += startsParagraph ? "\n\n" : "\n" }
            out += line.text
        }
        for line in before { add(line, startsParagraph: line.startsParagraph) }
        let begins = old.first?.startsParagraph == true
        let new = NumberedText(words).lines
        for (place, line) in new.enumerated() {
            add(line, startsParagraph: place == 0 ? begins : line.startsParagraph)
        }
        for (place, line) in after.enumerated() {
            add(line, startsParagraph: line.startsParagraph || (place == 0 && new.isEmpty && begins))
        }
        return NumberedText(out)
    }
}
