import HTML

/// The policy of a page that holds a secret: it runs the booth's scripts alone, and nothing can be sent from it.
///
/// A policy names a file only with the host before it. The page may be reached by the site's own address and, behind a
/// proxy or at home, by another: both are named, as the reader's browser has the latter in its address bar.
struct SealedPolicy {
    /// `https://stadt.example`, without a slash at the end.
    let address: String
    /// The request's: `127.0.0.1:8080`.
    let host: String?
    let assets: Assets
    /// Where the frame's own forms lead.
    let forms: [Link]

    var text: String {
        let booth = places([assets.booth.folder])
        return [
            "default-src 'none'", "script-src \(booth)", "worker-src \(booth)", "style-src 'self'",
            "img-src \(places([assets.icon]))", "connect-src 'none'", "form-action \(places(forms))",
            "base-uri 'none'", "frame-ancestors 'none'",
        ].joined(separator: "; ")
    }

    private func places(_ links: [Link]) -> String {
        links.flatMap { link in origins.map { $0 + link.address } }.joined(separator: " ")
    }

    /// What a request says of its host is believed only where it can be nothing but a host.
    private var origins: [String] {
        guard let host, host.wholeMatch(of: #/[A-Za-z0-9.\-]+(:[0-9]+)?/#) != nil,
            !address.hasSuffix("://" + host)
        else { return [address] }
        return [address, host]
    }
}
