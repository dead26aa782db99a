import Core
import HTML
import HTTPTypes
import Hummingbird
import NIOCore
import Phrases
import Postgres
import Secrets
import TransparencyLog

extension Response {
    /// An answer of these bytes, packed where the browser takes it packed.
    static func of(
        _ bytes: [UInt8], _ type: String, status: HTTPResponse.Status = .ok, _ context: PageContext
    ) -> Response {
        var headers: HTTPFields = [.contentType: type]
        headers[.vary] = "Accept-Encoding"
        guard context.acceptsGzip, bytes.count > 1000 else {
            return Response(
                status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        }
        headers[.contentEncoding] = "gzip"
        return Response(
            status: status, headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: gzip(bytes, level: 3))))
    }

    /// The same for programs that ask again and again: 304 without the bytes where `If-None-Match` names them.
    ///
    /// The tag is weak, because packed and plain bytes share it. Source: RFC 9110, sections 8.8.3 and 13.1.2.
    static func unlessKnown(
        _ bytes: [UInt8], _ type: String, _ request: Request, _ context: PageContext
    ) -> Response {
        let tag = "\"\(SHA256.hash(bytes).bytes.prefix(16).hex)\""
        let known = (request.headers[.ifNoneMatch] ?? "").split(separator: ",").map {
            $0.trimmingPrefix { $0 == " " }.trimmingPrefix("W/").prefix { $0 != " " }
        }
        var response =
            known.contains { $0 == tag || $0 == "*" }
            ? Response(status: .notModified, headers: [.vary: "Accept-Encoding"]) : of(bytes, type, context)
        response.headers[.eTag] = "W/" + tag
        return response
    }

    /// 303: the answer to an act. The browser asks for the page anew, so a reload repeats nothing.
    static func see(_ link: Link, cookies: [String] = []) -> Response {
        var headers: HTTPFields = [.location: link.address, .cacheControl: "no-store"]
        for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return Response(status: .seeOther, headers: headers)
    }
}

extension Site {
    /// The page for whatever was thrown. Faults tell the person a number, the operator what happened.
    func answer(to error: any Error, _ request: Request, _ context: PageContext) -> Response {
        let words = phrases(context)
        if let refusal = error as? GeneralRejection, refusal == .signInFirst, request.method == .get {
            return .see(.signIn.query("next", context.path))
        }
        if let refusal = error as? any Rejection {
            return notice(
                words("error.\(refusal.kind.rawValue)"), words(refusal.phrase), refusal.kind.rawValue, context
            )
        }
        if let fault = error as? DatabaseError, fault.kind == .unavailable {
            return unavailable({ words($0, $1) }, context)
        }
        // The server's own words for text it cannot store: a NUL or a byte sequence that is not UTF-8.
        if let fault = error as? DatabaseError, ["22021", "22P05"].contains(fault.state) {
            return notice(words("error.422"), words(FormRejection.unreadable.phrase), 422, context)
        }
        // Lock or statement took too long: nothing was changed, and it may work in a moment.
        if let fault = error as? DatabaseError, ["55P03", "57014", "40P01", "53300"].contains(fault.state) {
            return unavailable({ words($0, $1) }, context)
        }
        // No room on the disk, no memory, a disk that fails: nothing was changed, and the operator must know.
        if let fault = error as? DatabaseError, fault.state.hasPrefix("53") || fault.state == "58030" {
            shortage.say(fault, at: context.now, report)
            return unavailable({ words($0, $1) }, context)
        }
        if let fault = error as? HTTPError {
            let status = Int(fault.status.code)
            let known = [400, 404, 405, 408, 413, 415].contains(status) ? status : 400
            var response = notice(words("error.\(known)"), words("error.\(known).hint"), known, context)
            // What was not read of the body must not be taken for the next request.
            if known == 413 || known == 408 { response.headers[.connection] = "close" }
            return response
        }
        let number = SystemRandom.bytes(4).hex
        report(
            "fault \(number) \(request.method) \(reported(request.uri.path)): \(String(reflecting: type(of: error))) \(error)"
        )
        return notice(words("error.500"), words("error.500.hint", ["number": number]), 500, context)
    }

    private func unavailable(_ words: (String, [String: String]) -> String, _ context: PageContext)
        -> Response
    {
        var response = notice(words("error.503", [:]), words("error.503.hint", [:]), 503, context)
        response.headers[.retryAfter] = "5"
        return response
    }

    /// The path as the operator may read it: without the word of a link.
    private func reported(_ path: String) -> String {
        let secret = ["/ceremony/", "/invitation/"].first { path.hasPrefix($0) }
        return secret.map { $0 + "…" } ?? path
    }

    /// A page that says one thing.
    func notice(_ heading: String, _ sentence: String, _ status: Int, _ context: PageContext) -> Response {
        let words = phrases(context)
        var page = Page(
            heading,
            """
            <h1>\(heading)</h1>
            <p class="lead">\(sentence)</p>
            <p>\(LinkButton(words("error.home"), to: "/", style: .quiet))</p>
            """)
        page.status = HTTPResponse.Status(code: status)
        page.isPrivate = true
        return respond(page, context)
    }
}
