/// What a state means, told by icon and word, then by colour.
package enum Tone: Sendable {
    case plain, info, success, warning, danger

    /// The class; empty for `plain`.
    package var html: HTML {
        switch self {
        case .plain: ""
        case .info: " info"
        case .success: " success"
        case .warning: " warning"
        case .danger: " danger"
        }
    }

    var icon: HTML? {
        switch self {
        case .plain: nil
        case .info: Icon.info.html
        case .success: Icon.success.html
        case .warning: Icon.warning.html
        case .danger: Icon.danger.html
        }
    }
}

/// A state in one or two words.
package struct Tag: Markup {
    let word: String
    let tone: Tone

    package init(_ word: String, _ tone: Tone = .plain) {
        self.word = word
        self.tone = tone
    }

    package var html: HTML { #"<span class="tag\#(tone.html)">\#(tone.icon)\#(word)</span>"# }
}
