/// The ways to the neighbouring pages of a long list, kept by key: a page stays the same while others write.
package struct Pager: Markup {
    let label: String
    let previous: (title: String, link: Link)?
    let next: (title: String, link: Link)?

    package init(_ label: String, previous: (title: String, link: Link)?, next: (title: String, link: Link)?)
    {
        self.label = label
        self.previous = previous
        self.next = next
    }

    package var html: HTML {
        guard previous != nil || next != nil else { return "" }
        let back: HTML? = previous.map {
            #"<a class="back" rel="prev" href="\#($0.link)">\#(Icon.arrow)\#($0.title)</a>"#
        }
        let on: HTML? = next.map { #"<a rel="next" href="\#($0.link)">\#($0.title)\#(Icon.arrow)</a>"# }
        return #"<nav class="pager" aria-label="\#(label)">\#(back)\#(on)</nav>"# + "\n"
    }
}
