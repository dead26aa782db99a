import Core
import Foundation
import HTML
import Hummingbird
import TransparencyLog

/// A script of the booth, by its name in the booth's folder.
enum BoothScript: String, Sendable {
    case audit, ballot, credential, fields, group, page, worker
}

/// The scripts of the voting booth, all below one address that is their digest.
///
///     /booth/9f86d0…/worker.js
///     /booth/9f86d0…/SHA256SUMS
///
/// The last names each file's own digest, as `sha256sum` writes it, in the order of their names; its digest names
/// the folder. So whoever knows the digest from the log can tell whether the scripts are those it stands for.
struct BoothAssets: Sendable {
    /// SHA-256 of the list of all files.
    let bytes: [UInt8]
    /// In hexadecimal digits.
    var digest: String { bytes.hex }
    private let files: [String: Asset]

    /// Takes the scripts in `booth`, and the one that every ballot brings, which here is `fields.js`: it shows the
    /// choice before it is encrypted.
    init(folder: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/booth")
        var places = names.filter { $0.hasSuffix(".js") }.map { ($0, "\(folder)/booth/\($0)") }
        places.append(("fields.js", folder + "/ballot.js"))
        var files: [String: Asset] = [:]
        var sums = ""
        for (name, place) in places.sorted(by: { $0.0 < $1.0 }) {
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: place)))
            files[name] = Asset(bytes, "text/javascript; charset=utf-8")
            sums += "\(SHA256.hash(bytes).bytes.hex)  \(name)\n"
        }
        files["SHA256SUMS"] = Asset(Array(sums.utf8), "text/plain; charset=utf-8")
        self.files = files
        bytes = SHA256.hash(Array(sums.utf8)).bytes
    }

    func link(_ script: BoothScript) -> Link { Link("/booth", digest, "\(script.rawValue).js") }

    /// The program that computes an opened ballot again on another device. Its files belong in one folder.
    var auditing: [(name: String, link: Link)] {
        [BoothScript.audit, .group].map { ("\($0.rawValue).js", link($0)) }
    }

    /// Of all the scripts, with a slash at the end.
    var folder: Link { Link(path: "booth/\(digest)/") }

    /// Where the digests of all files are listed.
    var sums: Link { Link("/booth", digest, "SHA256SUMS") }

    /// A worker obeys the policy of its own file: it may load the booth's other scripts, and reach nothing else.
    func response(_ digest: String, _ name: String, acceptsGzip: Bool) throws -> Response {
        guard digest == self.digest, let file = files[name] else { throw GeneralRejection.notFound }
        var response = file.response(acceptsGzip: acceptsGzip)
        response.headers[.contentSecurityPolicy] = "default-src 'none'; script-src 'self'"
        return response
    }
}

extension Site {
    /// The digest of the booth's scripts, which the log publishes, 32 bytes.
    package var boothDigest: [UInt8] { assets.booth.bytes }
}
