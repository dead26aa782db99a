/// A small drawing beside a word; it never stands alone and screen readers pass over it.
package enum Icon: Markup {
    case info, success, warning, danger, arrow, up, down, away, grip

    package var html: HTML {
        #"<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">\#(shape)</svg>"#
    }

    private var shape: HTML {
        switch self {
        case .info: #"<circle cx="10" cy="10" r="8"/><path d="M10 9v5M10 6v.5"/>"#
        case .success: #"<circle cx="10" cy="10" r="8"/><path d="m6.5 10.5 2.5 2.5 4.5-5.5"/>"#
        case .warning: #"<path d="M10 2.5 18.5 17h-17zM10 8v4M10 14.3v.3"/>"#
        case .danger: #"<circle cx="10" cy="10" r="8"/><path d="M10 5.5v5.5M10 14v.5"/>"#
        case .arrow: #"<path d="M4 10h12m-5-5 5 5-5 5"/>"#
        case .up: #"<path d="M10 16V4m-5 5 5-5 5 5"/>"#
        case .down: #"<path d="M10 4v12m-5-5 5 5 5-5"/>"#
        case .away: #"<path d="m5 5 10 10M15 5 5 15"/>"#
        case .grip: #"<path d="M8 5v.01M8 10v.01M8 15v.01M13 5v.01M13 10v.01M13 15v.01"/>"#
        }
    }
}
