import CZlib
import Core
import Foundation
import HTML
import HTTPTypes
import Hummingbird
import TransparencyLog

/// The files that pages need: read once, compressed once, named by their digest, cached for ever.
struct Assets: Sendable {
    private let files: [String: Asset]
    let stylesheet: Link
    let icon: Link
    let scripts: [PageScript: Link]
    let booth: BoothAssets

    /// Takes every file of the folder, but not of folders in it.
    init(folder: String) throws {
        var files: [String: Asset] = [:]
        var links: [String: Link] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            let parts = name.split(separator: ".")
            guard parts.count == 2, let type = Assets.types[String(parts[1])] else { continue }
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
            let hashed = "\(parts[0])-\(SHA256.hash(bytes).bytes.prefix(6).hex).\(parts[1])"
            files[hashed] = Asset(bytes, type)
            links[name] = Link("/public", hashed)
        }
        guard let stylesheet = links["style.css"], let icon = links["icon.svg"] else {
            throw AssetFault(description: "style.css or icon.svg is missing in \(folder).")
        }
        var scripts: [PageScript: Link] = [:]
        for script in PageScript.allCases {
            guard let link = links["\(script.rawValue).js"] else {
                throw AssetFault(description: "\(script.rawValue).js is missing in \(folder).")
            }
            scripts[script] = link
        }
        self.files = files
        self.stylesheet = stylesheet
        self.icon = icon
        self.scripts = scripts
        booth = try BoothAssets(folder: folder)
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "svg": "image/svg+xml", "js": "text/javascript; charset=utf-8",
    ]

    /// The file of that name; compressed if the browser takes it.
    func response(_ name: String, acceptsGzip: Bool) throws -> Response {
        guard let asset = files[name] else { throw GeneralRejection.notFound }
        return asset.response(acceptsGzip: acceptsGzip)
    }
}

/// One file that never changes under its name, plain and compressed.
struct Asset: Sendable {
    private let type: String
    private let plain: ByteBuffer
    private let packed: ByteBuffer

    init(_ bytes: [UInt8], _ type: String) {
        self.type = type
        plain = ByteBuffer(bytes: bytes)
        packed = ByteBuffer(bytes: gzip(bytes, level: 9))
    }

    func response(acceptsGzip: Bool) -> Response {
        var headers: HTTPFields = [
            .contentType: type, .cacheControl: "public, max-age=31536000, immutable",
        ]
        headers[.vary] = "Accept-Encoding"
        if acceptsGzip { headers[.contentEncoding] = "gzip" }
        return Response(
            status: .ok, headers: headers, body: .init(byteBuffer: acceptsGzip ? packed : plain))
    }
}

struct AssetFault: Error, CustomStringConvertible {
    let description: String
}

/// The bytes in gzip's format (RFC 1952), level 1…9.
func gzip(_ bytes: [UInt8], level: Int32) -> [UInt8] {
    var stream = z_stream()
    // 15 + 16: the largest window, gzip's header instead of zlib's.
    guard
        deflateInit2_(
            &stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return bytes }
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, UInt(bytes.count)))
    var input = bytes
    return [UInt8](unsafeUninitializedCapacity: room) { output, count in
        input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            stream.next_out = output.baseAddress
            stream.avail_out = UInt32(room)
            deflate(&stream, Z_FINISH)
            count = Int(stream.total_out)
        }
    }
}
