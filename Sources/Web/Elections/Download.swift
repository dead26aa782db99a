import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A file to keep; it never changes once it is out.
    static func download(_ bytes: [UInt8], _ type: String, name: String) -> Response {
        var headers: HTTPFields = [.contentType: type, .cacheControl: "public, max-age=3600"]
        headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
