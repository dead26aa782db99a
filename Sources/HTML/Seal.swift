/// That something is in the public log: the plain sentence first, the bytes one click deeper.
package struct Seal: Markup {
    let sentence: String
    let tone: Tone
    let more: HTML?
    let proof: (summary: String, content: HTML)?

    package init(
        _ sentence: String, tone: Tone = .success, more: HTML? = nil,
        proof: (summary: String, content: HTML)? = nil
    ) {
        self.sentence = sentence
        self.tone = tone
        self.more = more
        self.proof = proof
    }

    package var html: HTML {
        """
        <div class="seal\(tone.html)">\(tone.icon)<div><p><b>\(sentence)</b></p>\(more)\
        \(proof.map { "<details><summary>\($0.summary)</summary>\n\($0.content)</details>" as HTML })\
        </div></div>

        """
    }
}
