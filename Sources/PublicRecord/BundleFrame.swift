package import TransparencyLog

/// A bundle whose archive of encrypted ballots is not held, since it may be larger than memory should hold: everything
/// that stands before it and after it.
package struct BundleFrame: Sendable {
    package let before: [UInt8]
    package let after: [UInt8]

    /// `bundle` is one without an archive of encrypted ballots; its members are those of the same election.
    ///
    /// - Parameters:
    ///   - length: of `archive.bel`, in bytes.
    ///   - digest: SHA-256 of `archive.bel`.
    package init(_ bundle: Bundle, length: Int, digest: Hash, terms: [UInt8]) {
        let plain = bundle.members.filter { Bundle.names.contains($0.name) }
        let rest = [Tar.Member(name: "terms.json", bytes: terms)] + bundle.members.dropFirst(plain.count)
        let entries =
            plain.map(Manifest.Entry.init) + [Manifest.Entry("archive.bel", length, digest)]
            + rest.map(Manifest.Entry.init)
        let manifest = Tar.Member(name: Manifest.name, bytes: Manifest.bytes(of: entries))
        before = Tar.parts([manifest] + plain) + Tar.header("archive.bel", size: length)
        after = Tar.filling(length) + Tar.parts(rest) + Tar.end
    }
}
