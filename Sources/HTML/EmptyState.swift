/// Nothing is here yet: what will be, and the one next act.
package struct EmptyState: Markup {
    let sentence: String
    let act: HTML?

    package init(_ sentence: String, act: HTML? = nil) {
        self.sentence = sentence
        self.act = act
    }

    package var html: HTML {
        #"<div class="empty"><p>\#(sentence)</p>\#(act.map { #"<p class="acts">\#($0)</p>"# as HTML })</div>"#
            + "\n"
    }
}
