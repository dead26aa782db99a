/// Short facts in one soft line.
package struct Meta: Markup {
    let parts: [HTML]

    package init(_ parts: [HTML]) { self.parts = parts }
    package init(_ parts: [String]) { self.parts = parts.map(HTML.init(text:)) }

    package var html: HTML { #"<ul class="meta">\#(parts.map { "<li>\($0)</li>" as HTML })</ul>"# + "\n" }
}

/// Big numbers with their names.
package struct Facts: Markup {
    let facts: [(name: String, value: String)]

    package init(_ facts: [(name: String, value: String)]) { self.facts = facts }

    package var html: HTML {
        """
        <dl class="facts">\(facts.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" as HTML })</dl>

        """
    }
}
