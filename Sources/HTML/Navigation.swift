/// The way from the start page to here.
package struct Breadcrumb: Markup {
    let label: String
    let steps: [(title: String, link: Link)]
    let current: String

    /// - Parameter label: names the navigation for screen readers ("Sie sind hier").
    package init(_ label: String, _ steps: [(title: String, link: Link)], current: String) {
        self.label = label
        self.steps = steps
        self.current = current
    }

    package var html: HTML {
        """
        <nav class="path" aria-label="\(label)"><ol>\
        \(steps.map { #"<li><a href="\#($0.link)">\#($0.title)</a></li>"# as HTML })\
        <li aria-current="page">\(current)</li></ol></nav>

        """
    }
}

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
        return """
            <nav class="pager" aria-label="\(label)">\
            \(previous.map { #"<a class="back" rel="prev" href="\#($0.link)">\#(Icon.arrow)\#($0.title)</a>"# as HTML })\
            \(next.map { #"<a rel="next" href="\#($0.link)">\#($0.title)\#(Icon.arrow)</a>"# as HTML })</nav>

            """
    }
}

/// The dated steps of a process; the current one says so in words.
package struct PhaseBar: Markup {
    package enum State: Sendable { case done, current, ahead }

    package struct Step: Sendable {
        let title: String
        let when: String
        let state: State

        /// - Parameter when: the dates, or for the current step "Jetzt, noch 12 Tage".
        package init(_ title: String, when: String, _ state: State) {
            self.title = title
            self.when = when
            self.state = state
        }
    }

    let label: String
    let done: String
    let steps: [Step]

    /// - Parameters:
    ///   - label: names the list for screen readers ("Ablauf").
    ///   - done: what screen readers hear after a finished step ("abgeschlossen").
    package init(_ label: String, done: String, _ steps: [Step]) {
        self.label = label
        self.done = done
        self.steps = steps
    }

    package var html: HTML { #"<ol class="phases" aria-label="\#(label)">\#(steps.map(item))</ol>"# + "\n" }

    private func item(_ step: Step) -> HTML {
        switch step.state {
        case .done:
            """
            <li class="done"><b>\(Icon.success)\(step.title)<span class="unseen">, \(done)</span></b>\
            <span>\(step.when)</span></li>
            """
        case .current: #"<li aria-current="step"><b>\#(step.title)</b><span>\#(step.when)</span></li>"#
        case .ahead: "<li><b>\(step.title)</b><span>\(step.when)</span></li>"
        }
    }
}
