/// A small drawing beside a word; it never stands alone and screen readers pass over it.
package enum Icon: Markup {
    case info, success, warning, danger, arrow

    package var html: HTML {
        switch self {
        case .info:
            #"<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="8"/><path d="M10 9v5M10 6v.5"/></svg>"#
        case .success:
            #"<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="8"/><path d="m6.5 10.5 2.5 2.5 4.5-5.5"/></svg>"#
        case .warning:
            #"<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d="M10 2.5 18.5 17h-17zM10 8v4M10 14.3v.3"/></svg>"#
        case .danger:
            #"<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="8"/><path d="M10 5.5v5.5M10 14v.5"/></svg>"#
        case .arrow:
            #"<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d="M4 10h12m-5-5 5 5-5 5"/></svg>"#
        }
    }
}
