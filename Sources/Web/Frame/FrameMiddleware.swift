import Core
import HTML
import HTTPTypes
import Hummingbird

/// Around every request: who asks, the answer to a refusal or fault, the headers every answer carries.
struct FrameMiddleware: RouterMiddleware {
    typealias Context = PageContext

    let site: Site

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.now = site.clock()
        context.host = request.head.authority
        context.path = String(request.uri.string.prefix(500))
        context.acceptsGzip = request.headers[.acceptEncoding]?.contains("gzip") ?? false
        var response: Response
        do {
            let isAsset = ["/public/", "/booth/"].contains { request.uri.path.hasPrefix($0) }
            if !isAsset { try await site.recognise(request, &context) }
            if request.method != .get && request.method != .head { try checkOrigin(request) }
            response = try await next(request, context)
        } catch {
            response = site.answer(to: error, request, context)
        }
        add(headers: &response)
        return response
    }

    /// A form may come from our own pages only.
    private func checkOrigin(_ request: Request) throws {
        let host = request.head.authority ?? ""
        if let origin = request.headers[.origin] {
            guard origin == "http://" + host || origin == "https://" + host || origin == site.settings.address
            else {
                throw FormRejection.wrongOrigin
            }
        } else if let place = HTTPField.Name("Sec-Fetch-Site").flatMap({ request.headers[$0] }) {
            guard place == "same-origin" else { throw FormRejection.wrongOrigin }
        } else {
            throw FormRejection.wrongOrigin
        }
    }

    private func add(headers response: inout Response) {
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = FrameMiddleware.policy
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        for field in FrameMiddleware.always { response.headers[field.name] = field.value }
        if site.settings.isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    }

    /// Of every page; one that brings a script says so itself.
    static let policy = """
        default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """
    private static let always = [
        ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ].compactMap { name, value in HTTPField.Name(name).map { HTTPField(name: $0, value: value) } }
}
