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

    /// An archive, with bytes before and after it, piece by piece: it may be larger than memory should hold.
    static func download(
        _ parts: ArchiveParts, after before: [UInt8] = [], before after: [UInt8] = [], name: String,
        isFinal: Bool
    ) -> Response {
        Response(
            status: .ok, headers: headers("application/x-tar", name, isFinal: isFinal),
            body: ResponseBody(contentLength: before.count + parts.total + after.count) { writer in
                try await writer.write(ByteBuffer(bytes: before))
                for try await part in parts { try await writer.write(ByteBuffer(bytes: part)) }
                try await writer.write(ByteBuffer(bytes: after))
                try await writer.finish(nil)
            })
    }

    private static func headers(_ type: String, _ name: String, isFinal: Bool = true) -> HTTPFields {
        var headers: HTTPFields = [
            .contentType: type, .cacheControl: isFinal ? "public, max-age=3600" : "no-cache",
        ]
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
