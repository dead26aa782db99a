import Acts
import Core
import Deliberation
import Foundation
import Identity
import NumberedText
import Postgres
import Processes
import Proposals
import Support
import Testing

@Suite("What a list shows of a proposal", .withServer)
struct OverviewTests {
    @Test("names its first three initiators, as they were last entered", .database)
    func initiators() async throws {
        let database = try TestDatabase.inUse()
        let cast = try await Cast(database.owner)
        @Sendable func draft(_ names: [String]) -> ProposalDraft {
            ProposalDraft(
                title: "Bänke", district: nil, reason: "", text: "Fünf Bänke.",
                initiators: names.map { Initiator(name: $0, kind: .group, decidedOn: nil) })
        }
        let id = try await database.web.transaction { db in
            let permit = try db.permit(.propose, in: cast.process, for: cast.alice, at: t0)
            let id = try db.addDraft(
                draft(["Alt"]), in: cast.process, author: cast.alice.id, once: UUID(), by: permit, at: t0)
            try db.changeDraft(id, to: draft(["Eins", "Zwei", "Drei", "Vier"]), by: permit, at: t0)
            try db.publishProposal(id, by: permit, at: t0)
            return id
        }
        #expect(try await card(id).initiators == ["Eins", "Zwei", "Drei"])
        try await expectInStep()
        try await database.owner.transaction { db in
            try db.run("DELETE FROM initiators WHERE proposal_id = \(id) AND position = 2")
            try db.run("UPDATE initiators SET name = 'Neu' WHERE proposal_id = \(id) AND position = 1")
        }
        #expect(try await card(id).initiators == ["Neu", "Drei", "Vier"])
        try await expectInStep()
    }

    @Test(
        "counts the comments that anybody can read: hidden and withdrawn ones do not count, shown again they do",
        .database)
    func comments() async throws {
        let database = try TestDatabase.inUse()
        let cast = try await Cast(database.owner)
        let id = try await cast.publishProposal(database.web)
        let first = try await cast.comment(database.web, on: id, by: cast.bob)
        let second = try await cast.comment(database.web, on: id, by: cast.dora)
        _ = try await cast.reply(database.web, to: first, by: cast.alice)
        #expect(try await card(id).comments == 3)
        for (isHidden, count) in [(true, 2), (true, 2), (false, 3), (true, 2)] {
            try await database.web.transaction { db in
                try db.setHidden(isHidden, comment: first, by: db.permit(house: "test"), at: t0)
            }
            #expect(try await card(id).comments == count)
        }
        try await database.web.transaction { db in
            try db.withdrawComment(second, by: db.permit(own: cast.dora), at: t0)
        }
        #expect(try await card(id).comments == 1)
        try await database.web.transaction { db in
            try db.setHidden(true, comment: second, by: db.permit(house: "test"), at: t0)
            try db.setHidden(false, comment: second, by: db.permit(house: "test"), at: t0)
        }
        #expect(try await card(id).comments == 1, "what its author took back stays away")
        try await database.owner.transaction { db in
            try db.run("UPDATE comments SET hidden_at = CASE WHEN hidden_at IS NULL THEN now() END")
        }
        #expect(try await card(id).comments == 1, "one is hidden, another shown")
        try await expectInStep()
    }

    @Test("counts each of many comments written at once", .database)
    func together() async throws {
        let database = try TestDatabase.inUse()
        let cast = try await Cast(database.owner)
        let id = try await cast.publishProposal(database.web)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...20 {
                group.addTask { _ = try await cast.comment(database.web, on: id, by: cast.bob) }
            }
            try await group.waitForAll()
        }
        #expect(try await card(id).comments == 20)
    }

    @Test("names its district and the supports its process asks for, as they are now", .database)
    func place() async throws {
        let database = try TestDatabase.inUse()
        let cast = try await Cast(database.owner)
        let (ruhrort, meiderich) = (DistrictID(100), DistrictID(200))
        func setDistrict(_ id: DistrictID, _ name: String) async throws {
            try await database.web.transaction { db in
                try db.setDistrict(
                    District(id: id, name: name, parent: nil), outline: nil, credit: nil,
                    by: db.permit(house: "test"))
            }
        }
        try await setDistrict(ruhrort, "Ruhrort")
        try await setDistrict(meiderich, "Meiderich")
        let draft = { (district: DistrictID?) in
            ProposalDraft(
                title: "Bänke", district: district, reason: "", text: "Fünf Bänke.", initiators: [])
        }
        let (first, second) = (draft(ruhrort), draft(meiderich))
        let id = try await database.web.transaction { db in
            let permit = try db.permit(.propose, in: cast.process, for: cast.alice, at: t0)
            let id = try db.addDraft(
                first, in: cast.process, author: cast.alice.id, once: UUID(), by: permit, at: t0)
            try db.changeDraft(id, to: second, by: permit, at: t0)
            try db.publishProposal(id, by: permit, at: t0)
            return id
        }
        #expect(try await card(id).district == "Meiderich")
        #expect(try await card(id).threshold == 2)
        try await setDistrict(meiderich, "Meiderich/Beeck")
        try await database.owner.transaction { try $0.run("UPDATE processes SET threshold = 40") }
        #expect(try await card(id).district == "Meiderich/Beeck")
        #expect(try await card(id).threshold == 40)
        try await expectInStep()
    }

    private func card(_ id: ProposalID) async throws -> ProposalCard {
        let cards = try await TestDatabase.inUse().web.read { try $0.proposalCards(limit: 100) }
        return try #require(cards.first { $0.id == id })
    }

    /// What is kept is what a count would find.
    private func expectInStep() async throws {
        let astray: [ProposalID] = try await TestDatabase.inUse().owner.read { db in
            try db.rows(
                """
                SELECT p.id FROM proposals p
                WHERE p.comments <> (SELECT count(*) FROM comments m
                        WHERE m.proposal_id = p.id AND m.hidden_at IS NULL AND m.withdrawn_at IS NULL)
                    OR p.threshold <> (SELECT c.threshold FROM processes c WHERE c.id = p.process_id)
                    OR p.district_name IS DISTINCT FROM (SELECT d.name FROM districts d WHERE d.id = p.district_id)
                    OR p.initiator_names <> ARRAY(SELECT i.name FROM initiators i WHERE i.proposal_id = p.id
                        ORDER BY i.position LIMIT 3)
                """
            ).map { try $0["id"] }
        }
        #expect(astray == [])
    }
}
