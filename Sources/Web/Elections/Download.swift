import Ballots
import ElectionCrypto
import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import Synchronization
import TransparencyLog

extension Response {
    /// A file to keep; it never changes once it is out.
    static func download(_ bytes: [UInt8], _ type: String, name: String) -> Response {
        Response(
            status: .ok, headers: headers(type, name), body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// The same in pieces, of `length` bytes in all.
    static func download(
        _ type: String, name: String, length: Int,
        _ write: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
    ) -> Response {
        Response(
            status: .ok, headers: headers(type, name), body: ResponseBody(contentLength: length, write))
    }

    private static func headers(_ type: String, _ name: String) -> HTTPFields {
        var headers: HTTPFields = [.contentType: type, .cacheControl: "public, max-age=3600"]
        headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        return headers
    }
}

/// The digests of finished archives, each computed once.
final class ArchiveDigests: Sendable {
    private let known = Mutex<[Digest: Hash]>([:])

    /// SHA-256 of the file. An archive with this head never changes again.
    func digest(of archive: ElectionArchive, in database: Database) async throws -> Hash {
        if let hash = known.withLock({ $0[archive.head] }) { return hash }
        let hash = try await ArchiveParts(of: archive, in: database).digest()
        known.withLock { $0[archive.head] = hash }
        return hash
    }
}
