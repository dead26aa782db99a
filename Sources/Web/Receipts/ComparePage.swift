import HTML
import Phrases
import TransparencyLog

/// Two checkpoints, pasted from wherever people have them: paper, a newspaper, a saved receipt.
struct ComparePage {
    /// What came of the comparison.
    enum Finding: String, Sendable {
        /// Both are ours, and the smaller is the beginning of the larger.
        case consistent
        /// Signed by our key, but not a state this log ever had: proof of fraud.
        case contradiction
        /// Not signed by the log's key.
        case foreign
        /// Larger than the log as we know it.
        case unknown
    }

    let words: Phrases
    let texts: [String]
    let finding: Finding?
    let token: String?
    let problems: Problems?

    var page: Page {
        let title = words("log-compare.title")
        return Page(
            title, section: .log,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: words("log.title"), link: .log)], current: title),
            """
            \(problems?.summary)<h1>\(title)</h1>
            <p class="lead">\(words("log-compare.lead"))</p>
            \(finding.map(panel))
            \(Form(
                action: "/log/compare", token: token, submit: words("log-compare.submit"),
                fields: ["first", "second"].enumerated().map { index, name in
                    Field(
                        name, words("log-compare.\(name)"), .textarea(rows: 6),
                        value: texts.indices.contains(index) ? texts[index] : "",
                        hint: words("log-compare.hint"), error: problems?[name], maxlength: 20_000)
                }))
            <p>\(words("log-compare.own"))</p>
            """)
    }

    private func panel(_ finding: Finding) -> Panel {
        Panel(
            words("log-compare.\(finding.rawValue)"), tone: finding == .consistent ? .success : .danger,
            "<p>\(words("log-compare.\(finding.rawValue)-lead"))</p>")
    }
}
