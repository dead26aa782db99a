import Core
import Foundation
import HTTPTypes
import Support
import Testing
import TransparencyLog
import Web

@Suite("The voting booth", .withServer)
struct BoothTests {
    @Test("serves its scripts in a folder that is named by their digest, and never changes", .database)
    func scripts() async throws {
        let client = try await TestClient.make()
        let digest = client.site.boothDigest
        let sums = try await client.get("/booth/\(digest)/SHA256SUMS")
        #expect(SHA256.hash(Array(sums.text.utf8)).bytes.hex == digest)
        let lines = sums.text.split(separator: "\n").map { $0.components(separatedBy: "  ") }
        let names = lines.map { $0[1] }
        #expect(names == names.sorted())
        #expect(
            Set(names).isSuperset(of: [
                "worker.js", "page.js", "ballot.js", "group.js", "audit.js", "fields.js",
            ]))
        for line in lines {
            let script = try await client.get("/booth/\(digest)/\(line[1])")
            #expect(SHA256.hash(Array(script.text.utf8)).bytes.hex == line[0])
            #expect(script.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(script.headers[.contentType] == "text/javascript; charset=utf-8")
            #expect(script.headers[.contentSecurityPolicy] == "default-src 'none'; script-src 'self'")
        }
        for name in ["style.css", "..", "ballot.js.gz"] {
            #expect(try await client.get("/booth/\(digest)/\(name)").status == 404)
        }
        #expect(try await client.get("/booth/\(String(repeating: "0", count: 64))/page.js").status == 404)
    }
}
