import Acts
import Core
import Identity
import Postgres
import Processes
import Support
import Testing

@Suite("A permit", .withServer)
struct PermitTests {
    @Test(
        "is refused before, after and without the phase, to strangers of the city and without consent",
        .database)
    func refusals() async throws {
        let database = try TestDatabase.inUse()
        let cast = try await Cast(database.owner)
        try await database.web.transaction { db in
            #expect(throws: GeneralRejection.notNow) {
                try db.permit(.support, in: cast.process, for: cast.bob, at: t0.adding(days: -2))
            }
            #expect(throws: GeneralRejection.notNow) {
                try db.permit(.support, in: cast.process, for: cast.bob, at: t0.adding(days: 30))
            }
            #expect(throws: GeneralRejection.notNow) {
                try db.permit(.support, in: ProcessID(999), for: cast.bob, at: t0)
            }
            #expect(throws: GeneralRejection.notFound) {
                try db.permit(office: .administration, for: cast.bob)
            }
            let permit = try db.permit(.support, in: cast.process, for: cast.bob, at: t0)
            #expect(permit.person == cast.bob.id)
        }
    }

    @Test(
        "asked for before an early closing and granted after it is refused: the closing counts, not the clock",
        .database)
    func closing() async throws {
        let database = try TestDatabase.inUse()
        let process = try await database.owner.transaction { db in
            let house = db.permit(house: "test")
            let process = try db.addProcess(title: "Kurz", summary: "Kurz", threshold: 0, by: house, at: t0)
            let phase = try db.addPhase(
                to: process, title: "Alles", opensAt: t0.adding(days: -1), closesAt: t0.adding(days: 1),
                permissions: [.comment: .account], by: house, at: t0)
            try db.closePhase(phase, by: house, at: t0.adding(minutes: 1))
            return process
        }
        let person = try await Cast(database.owner).dora
        await #expect(throws: GeneralRejection.notNow) {
            try await database.web.transaction { db in
                _ = try db.permit(.comment, in: process, for: person, at: t0)
            }
        }
    }
}
