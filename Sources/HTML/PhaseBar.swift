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
