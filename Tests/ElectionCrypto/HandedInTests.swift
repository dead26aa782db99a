import Chance
import ElectionCrypto
import Testing

@Suite("What a trustee hands in")
struct TrusteeActTests {
    let group = SmallGroup()
    let secrets: [SmallGroup.Scalar]
    let trustees: Trustees<SmallGroup>

    init() {
        var chance = SeededRandom(25)
        let secrets = (0..<3).map { _ in SmallGroup().randomScalar(using: &chance) }
        self.secrets = secrets
        trustees = Trustees(
            secrets.map { .single(TrusteeKey(secret: $0, in: SmallGroup(), using: &chance)) })
    }

    private func act(by secret: SmallGroup.Scalar) -> TrusteeAct<SmallGroup> {
        var chance = SeededRandom(26)
        return TrusteeAct(
            .shuffle, Array("{\"a\":\"ü\"}".utf8), election: "8xK2mPqRs7TuVw", after: Digest(of: "head"),
            key: secret, in: group, using: &chance)
    }

    @Test("says by whom it is, and is read as it was written")
    func owner() throws {
        let act = act(by: secrets[1])
        let read = try TrusteeAct(parsing: Array(act.text(in: group).utf8), in: group)
        #expect(read == act)
        #expect(read.owner(among: trustees, in: group) == 2)
        #expect(read.payload == Array("{\"a\":\"ü\"}".utf8))
        #expect(read.after == Digest(of: "head"))
    }

    @Test("is nobody's when it is signed by a stranger, and no other payload fits")
    func stranger() throws {
        var chance = SeededRandom(27)
        let act = act(by: group.randomScalar(using: &chance))
        #expect(act.owner(among: trustees, in: group) == nil)
        let changed = act.text(in: group).replacing("ü", with: "u")
        #expect(throws: ElectionError("the statement is about another payload")) {
            try TrusteeAct(parsing: Array(changed.utf8), in: group)
        }
        let other = act.text(in: group).replacing("Shuffle", with: "Ballot")
        #expect(throws: ElectionError("this is neither a shuffle nor a decryption")) {
            try TrusteeAct(parsing: Array(other.utf8), in: group)
        }
    }
}

@Suite("What the registrar takes and says")
struct RegistrarTests {
    let group = SmallGroup()
    let uuid = "8xK2mPqRs7TuVw"

    @Test("is an application with a proof for this election alone")
    func application() throws {
        var chance = SeededRandom(28)
        let own = CredentialApplication<SmallGroup>(
            Credential(using: &chance), election: uuid, in: group, using: &chance)
        let text = Array(own.text(in: group).utf8)
        #expect(try CredentialApplication(parsing: text, election: uuid, in: group) == own)
        #expect(throws: ElectionError.self) {
            try CredentialApplication(parsing: text, election: "9xK2mPqRs7TuVw", in: group)
        }
        let weighty = String(decoding: text.dropLast(), as: UTF8.self) + ",\"weight\":3}"
        #expect(
            try CredentialApplication(parsing: Array(weighty.utf8), election: uuid, in: group).weight == 3)
        let weightless = weighty.replacing(":3}", with: ":0}")
        #expect(throws: ElectionError.self) {
            try CredentialApplication(parsing: Array(weightless.utf8), election: uuid, in: group)
        }
    }

    @Test("is a statement that nobody else can sign")
    func statement() throws {
        var chance = SeededRandom(29)
        let secret = group.randomScalar(using: &chance)
        let statement = RollStatement(
            election: uuid, credentials: Digest(of: "[]"), rollSize: 1200, totalWeight: 1210)
        let bytes = Array(statement.signed(with: secret, in: group, using: &chance).text(in: group).utf8)
        let registrar = TrusteeKey(secret: secret, in: group, using: &chance)
        #expect(try RollStatement(parsing: bytes, by: registrar, in: group) == statement)
        let other = TrusteeKey(secret: group.randomScalar(using: &chance), in: group, using: &chance)
        #expect(throws: ElectionError("the registrar has not signed this")) {
            try RollStatement(parsing: bytes, by: other, in: group)
        }
    }
}
