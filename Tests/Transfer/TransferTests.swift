import Core
import Testing
import Transfer

@Suite(
    "A mail server", .enabled(if: PythonServer.has("aiosmtpd"), "needs the Python package aiosmtpd in .venv"))
struct MailServerTests {
    private static let program = """
        import signal, socket, sys
        from aiosmtpd.controller import Controller
        class Handler:
            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith('nobody'): return '550 no such mailbox'
                envelope.rcpt_tos.append(address)
                return '250 OK'
            async def handle_DATA(self, server, session, envelope):
                head = envelope.mail_from + ' > ' + ','.join(envelope.rcpt_tos) + '\\n'
                sys.stdout.buffer.write(head.encode() + envelope.content)
                sys.stdout.buffer.flush()
                return '250 OK'
        probe = socket.socket(); probe.bind(('127.0.0.1', 0)); port = probe.getsockname()[1]; probe.close()
        controller = Controller(Handler(), hostname='127.0.0.1', port=port)
        controller.start()
        print(port, flush=True)
        signal.pause()
        """

    private func message(to address: String) throws -> MailMessage {
        MailMessage(
            id: "7f", sender: try #require(MailAddress("house@duisburg.example")), senderName: "Mitstimme",
            recipient: try #require(MailAddress(address)), subject: "Grüße", body: ".\n.Punkt\nÄpfel",
            writtenAt: Instant(seconds: 1_777_888_800))
    }

    @Test("gets the envelope and the message byte for byte")
    func takesMail() async throws {
        let python = try await PythonServer(Self.program)
        let message = try message(to: "alice@example.org")
        let server = MailServer(address: "smtp://127.0.0.1:\(python.port)", requiresTLS: false)
        let outcome = await Result { try await server.send(message) }
        let printed = python.end()
        try outcome.get()
        #expect(
            printed == "house@duisburg.example > alice@example.org\n"
                + String(decoding: message.bytes, as: UTF8.self))
    }

    @Test(
        "that refuses the recipient, or has no TLS where TLS is asked for, is a failure without the address",
        arguments: [
            ("nobody@example.org", false), ("alice@example.org", true),
        ])
    func failures(address: String, requiresTLS: Bool) async throws {
        let python = try await PythonServer(Self.program)
        let message = try message(to: address)
        let server = MailServer(address: "smtp://127.0.0.1:\(python.port)", requiresTLS: requiresTLS)
        let error = await #expect(throws: TransferError.self) { try await server.send(message) }
        #expect(error?.description.contains("example.org") == false)
        #expect(python.end() == "")
    }
}

@Suite("The HTTP client", .enabled(if: PythonServer.has("http.server"), "needs python3"))
struct HTTPClientTests {
    private static let program = """
        import sys
        from http.server import BaseHTTPRequestHandler, HTTPServer
        class Handler(BaseHTTPRequestHandler):
            def answer(self, status, body):
                self.send_response(status)
                if status == 302: self.send_header('Location', '/')
                self.send_header('Content-Length', str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def do_GET(self):
                if self.path == '/away': self.answer(302, b'')
                elif self.path == '/none': self.answer(404, b'none')
                else: self.answer(200, b'x' * 1000)
            def do_POST(self):
                body = self.rfile.read(int(self.headers['Content-Length']))
                self.answer(200, self.headers['Content-Type'].encode() + b' ' + body)
            def log_message(self, *_): pass
        server = HTTPServer(('127.0.0.1', 0), Handler)
        print(server.server_address[1], flush=True)
        server.serve_forever()
        """

    @Test("gets, posts, follows no redirect, and stops at its limit")
    func getsAndPosts() async throws {
        let python = try await PythonServer(Self.program)
        defer { _ = python.end() }
        let base = "http://127.0.0.1:\(python.port)"
        let client = HTTPClient(limit: 2000, seconds: 5)
        #expect(try await client.get(base).body == Array(repeating: UInt8(ascii: "x"), count: 1000))
        #expect(try await client.get(base + "/none").status == 404)
        #expect(try await client.get(base + "/away").status == 302)
        let sent = try await client.post(Array("old 7\n\nÄ".utf8), type: "text/plain", to: base)
        #expect(String(decoding: sent.body, as: UTF8.self) == "text/plain old 7\n\nÄ")
        await #expect(throws: TransferError.self) { try await HTTPClient(limit: 999, seconds: 5).get(base) }
        await #expect(throws: TransferError.self) { try await client.post([], type: "a\r\nb: c", to: base) }
    }

    @Test(
        "opens no file and nothing that does not answer",
        arguments: ["file:///etc/hostname", "http://127.0.0.1:1/"])
    func refuses(address: String) async {
        await #expect(throws: TransferError.self) { try await HTTPClient(seconds: 5).get(address) }
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
