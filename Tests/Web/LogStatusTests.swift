import AuditLog
import Core
import Foundation
import Postgres
import Support
import Testing
import TransparencyLog
import Web

@Suite("The status of the log", .withServer)
struct LogStatusTests {
    @Test("says that an older backup was brought back, and where what is stored was damaged", .database)
    func trouble() async throws {
        let folder = NSTemporaryDirectory() + "mitstimme-status-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder + "/keys", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = try TestDatabase.inUse()
        let cast = try await Cast(database.owner)
        let key = try #require(LogKey(origin: "example.org/log", seed: Array(repeating: 7, count: 32)))
        _ = try await Sequencer(database.jobs, key: key).integrate(at: t0)
        let client = try await TestClient.make(
            settings: SiteSettings(
                address: "http://127.0.0.1:8080", quickPasswords: true, dataFolder: folder))
        try await client.signIn(cast.ada)
        func mark(_ checkpoint: Checkpoint?) throws {
            let note = try #require(checkpoint).sign(with: key.signing)
            try Data(note.bytes).write(to: URL(fileURLWithPath: folder + "/keys/log.tidemark"))
        }

        #expect(try await client.get("/status").text.contains("Es gibt noch keine"))
        let head = try #require(try await database.web.read { try $0.logHead() })
        try mark(Checkpoint(origin: head.origin, size: head.size, root: head.root))
        let well = try await client.get("/status").text
        #expect(well.contains("Die Datenbank enthält die \(head.size) Einträge, die unterschrieben wurden"))
        #expect(well.contains("Keine Schäden bekannt") && !well.contains("⟦"))
        try mark(Checkpoint(origin: head.origin, size: head.size + 7, root: head.root))
        #expect(
            try await client.get("/status").text.contains(
                "Unterschrieben wurden \(head.size + 7) Einträge, die Datenbank enthält nur \(head.size)"))
        try mark(Checkpoint(origin: head.origin, size: 1, root: head.root))
        #expect(try await client.get("/status").text.contains("andere Einträge als die unterschriebenen"))
        try Data("half".utf8).write(to: URL(fileURLWithPath: folder + "/keys/log.tidemark"))
        #expect(try await client.get("/status").text.contains("keys/log.tidemark ist nicht lesbar"))

        try await database.owner.once { db in
            try db.script("INSERT INTO log_damage (tile, place, found_at) VALUES (0, 'entry 3', now())")
        }
        #expect(
            try await client.get("/status").text.contains(
                "Gespeichertes passt nicht mehr zum Unterschriebenen"))
    }
}
