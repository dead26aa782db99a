import Core
import ElectionCrypto
import Testing

/// Source: our protocol note, section 6.7; the same bytes were accepted by Belenios 2.5.1.
@Suite("The vectors of Ed25519")
struct VectorTests {
    static let key = "4c8fc18651225799bbdfca2d02314274d18b2e8f4bfa67be6bf59b5c5221efef"
    static let trustees = """
        [["Single",{"pok":{"challenge":"1037721619575963120710474368622511629121585709894925276875957754682414309214",\
        "response":"4348525347908956204979566101289048913080266035240592749864964121594824494736"},\
        "public_key":"\(key)"}]]
        """
    static let election = """
        {"version":1,"description":"","name":"Vector","group":"Ed25519","public_key":"\(key)",\
        "questions":[{"answers":["Yes","No"],"min":0,"max":1,"question":"Q?"}],"uuid":"8xK2mPqRs7TuVw"}
        """
    static let credential = "13700b12900b755af846baf33794a7a231cf45608c34abe9c649e2241b1b7c3c"

    let group = Ed25519Group.shared

    @Test("give the trustee's key and proof")
    func trustee() throws {
        let secret = try #require(
            group.scalar(
                decimal: "6368887567723186880385411611745855718585474697732722504465048371476488539430"))
        #expect(group.text(group.secretPower(secret)) == VectorTests.key)
        let trustees = try Trustees(parsing: Array(VectorTests.trustees.utf8), in: group)
        #expect(trustees.text(in: group) == VectorTests.trustees)
        #expect(group.text(try trustees.checked(in: group).key) == VectorTests.key)
    }

    @Test("give the election's file and fingerprint")
    func election() throws {
        let bytes = ElectionParameters.text(
            name: "Vector", group: "Ed25519", publicKey: VectorTests.key,
            questions: [.choice(.init(answers: ["Yes", "No"], limits: 0...1, question: "Q?"))],
            uuid: "8xK2mPqRs7TuVw")
        #expect(bytes.text == VectorTests.election)
        let parameters = try ElectionParameters(parsing: bytes)
        #expect(parameters.fingerprint == "9hUd5zeqD0ByBhoQRNx/SR/btcCjyVp31piAFoxZEd0")
    }

    @Test("give the credential's logarithm and element")
    func credential() throws {
        let credential = try #require(Credential("ABCDE-FGHJKL-MNPQR-STUVWX"))
        let secret = credential.secret(election: "8xK2mPqRs7TuVw", in: group)
        #expect(
            group.decimal(secret)
                == "5960179036793631280524889874805072631132717863209101934848873907004440862465")
        #expect(group.text(group.secretPower(secret)) == VectorTests.credential)
    }

    @Test("give a ballot that holds, its tracker, and the archive byte for byte")
    func archive() throws {
        let ballot = Array(VectorTests.ballot.utf8)
        let election = try EncryptedElection(
            ElectionParameters(parsing: Array(VectorTests.election.utf8)), in: group)
        let list = Array("[\"\(VectorTests.credential)\"]".utf8)
        let checked = try election.checked(ballot, among: PublicCredentials(parsing: list, in: group))
        #expect(checked.tracker == "YntySDdnAwa7DirfX0W72d57RnwZFYdDCUlUrF0EPtM")

        var writer = ArchiveWriter(timestamp: 1_700_000_000)
        var archive = writer.opening
        archive += writer.setup(
            election: Array(VectorTests.election.utf8), trustees: Array(VectorTests.trustees.utf8),
            credentials: list)
        #expect(writer.head?.hex == "e40dc34fe9da01904ff5451a41162d033bac1f0614c0228b9c5374402cc7f024")
        archive += writer.ballot(ballot)
        #expect(writer.head?.hex == "9948d39688bd4e437b9ceaccf8b2a146683981b90cbf290235e44beed2accc75")
        #expect(archive.count == 9728)
        #expect(
            Digest(of: archive).hex == "d27b9600b446e2331d3c632fa3734c693e37ca0d20d97a910ae8676ce0eef55d")

        let going = ElectionCheck(mustBeComplete: false)
        var chance = SystemRandomNumberGenerator()
        let report = try going.report(on: .bytes(archive), using: &chance)
        #expect(report.holds)
        #expect(report.ballotsCast == 1)
        #expect(try ArchiveWriter(resuming: .bytes(archive)).head == writer.head)
    }

    static let ballot = """
        {"election_uuid":"8xK2mPqRs7TuVw",\
        "election_hash":"9hUd5zeqD0ByBhoQRNx/SR/btcCjyVp31piAFoxZEd0",\
        "credential":"13700b12900b755af846baf33794a7a231cf45608c34abe9c649e2241b1b7c3c","answers":[{\
        "choices":[{"alpha":"563fce0e8805b388bc3ffcfb0040b69754637ff8f3e71bd9bf0bfe1875757efa",\
        "beta":"6e80d90fc73da10077e62dfd99e285c3f4a6badb5e0f41d4936e875ec6586377"},{\
        "alpha":"bbc719afb16824b9be3a62475e25d7b75260cae4b856e7318ae0fdd7835140be",\
        "beta":"a981585d94e4484372b3f58d6cc16eafc8778571e9a6519edbcf78694dc3abe3"}],\
        "individual_proofs":[[{\
        "challenge":"6638969621360361887241706964412868525799293696055607070462140427633106024393",\
        "response":"2842751833899123612378958954770079763592760627326250542367013218407580751665"},{\
        "challenge":"1880795210321194745752704331949199302916332120801928648727164997552479893756",\
        "response":"4407233934723069829719119179422840264333292195716916183565013221617765016776"}],[{\
        "challenge":"2523296849114977354136579257267694992457750172514874774672284336864005757790",\
        "response":"1960887607224550645042392208565135826211859672141483316327577078301422785233"},{\
        "challenge":"7106584501861174388248370087201736751600796954919608180152875841825016588925",\
        "response":"3240237356252576727413539826740743265734479839456582266594056626295726017922"}]],\
        "overall_proof":[{\
        "challenge":"6176654090623677012739017870197069964539351191856611182206289161971235360839",\
        "response":"16480615206647273496678309617256020374678814154945420906055045483634121819"},{\
        "challenge":"986246775002244747392524706652565177937390281488769630436197092248854174160",\
        "response":"2102104803809576213241728101961281507371258821191059922728759179063849646219"}]}],\
        "signature":{"hash":"oXdlReosV6DrEVHos6aRqjCDuR5iFI4BiHOS9gr+lLA","proof":{\
        "challenge":"400496116062463386729143997914186921230401825757364910988186066653169756452",\
        "response":"5564403565562723351226762341603574868322516479158355323367958663468619326283"}}}
        """
}
