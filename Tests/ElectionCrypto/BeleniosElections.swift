import ElectionCrypto

/// Whole elections by the tool's own commands.
extension BeleniosTool {
    /// Credentials, trustees and the election's file, and the archive with its first event. Gives the election's identifier.
    ///
    /// Two trustees, or one and a group of three of which two are needed.
    func prepare(
        _ group: String, _ questions: [BallotQuestion], weights: [Int], threshold: Bool = false
    ) throws -> String {
        let uuid = try run("bt setup generate-token").filter { $0 != "\n" }
        let voters = weights.enumerated().map { "\($0)@x,\($0),\($1)\n" }.joined()
        let plain = weights.indices.map { "\($0)@x,\($0)\n" }.joined()
        try write("voters.txt", Array((weights.allSatisfy { $0 == 1 } ? plain : voters).utf8))
        try run("bt setup generate-credentials --uuid \(uuid) --group \(group) --file voters.txt")
        try run("mv *.pubcreds public_creds.json; mv *.privcreds privcreds")
        for number in threshold ? [1] : [1, 2] {
            try run("bt setup generate-trustee-key --group \(group)")
            try run("cat *.pubkey >> public_keys.jsons; rm *.pubkey")
            try run("mv $(ls *.privkey | grep -v '^1.privkey') \(number).privkey")
        }
        if threshold { try ceremony(group) }
        try run("bt setup make-trustees")
        let list = "[" + questions.map(\.text).joined(separator: ",") + "]"
        let template = "{\"description\":\"\",\"name\":\"Theirs\",\"questions\":\(list)}"
        try write("questions.json", Array(template.utf8))
        try run("bt setup make-election --uuid \(uuid) --group \(group) --template questions.json")
        try run("bt archive init")
        return uuid
    }

    /// The ceremony of a threshold key, two of three.
    private func ceremony(_ group: String) throws {
        try run(
            """
            c() { bt setup generate-trustee-key-threshold --group \(group) "$@"; }
            for i in 1 2 3; do c --step 1; done; cat *.cert > certs.jsons; c --certs certs.jsons --step 2
            for k in *.key; do c --certs certs.jsons --key $k --step 3 --threshold 2; done > polynomials.jsons
            c --certs certs.jsons --step 4 --polynomials polynomials.jsons
            for k in *.key; do
              c --certs certs.jsons --key $k --step 5 < ${k%.key}.vinput > ${k%.key}.voutput
            done
            cat *.voutput | c --certs certs.jsons --step 6 --polynomials polynomials.jsons > threshold.json
            true
            """)
    }

    /// The ballot of the voter in this place of the list, from 0.
    func vote(_ voter: Int, _ choices: String) throws {
        let lines = try read("privcreds").text.split(separator: "\n")
        let credential = lines[voter].split(separator: " ").last ?? ""
        try vote(String(credential), choices)
    }

    func vote(_ credential: String, _ choices: String) throws {
        try write("c.txt", Array(credential.utf8))
        try write("v.json", Array(choices.utf8))
        try run("bt election generate-ballot --privcred c.txt --ballot v.json > ballot.json; cat ballot.json")
        try add("cat ballot.json", .ballot)
    }

    /// Adds an event with what `command` writes.
    func add(_ command: String, _ kind: ArchiveEvent.Kind) throws {
        try run("{ \(command); } | bt archive add-event --type=\(kind.rawValue)")
    }

    func tally() throws {
        try run("bt archive add-event --type=EndBallots < /dev/null")
        try add("bt election compute-encrypted-tally", .encryptedTally)
    }

    func shuffle(by trustees: [Int]) throws {
        for trustee in trustees { try add("bt election shuffle --trustee-id \(trustee)", .shuffle) }
        try run("bt archive add-event --type=EndShuffles < /dev/null")
    }

    func decrypt(by trustees: [Int]) throws {
        for trustee in trustees {
            try add(
                "bt election decrypt --privkey \(trustee).privkey --trustee-id \(trustee)", .partialDecryption
            )
        }
    }

    /// The decryption by a member of the group, whose files come at this place in the order of their names.
    func decrypt(member: Int, trustee: Int) throws {
        let command = """
            f=$(ls *.dkey | sed -n \(member)p); bt election decrypt-threshold --key ${f%.dkey}.key \
            --decryption-key $f --trustee-id \(trustee)
            """
        try add(command, .partialDecryption)
    }

    /// Our report on the archive as it stands.
    func report(_ uuid: String, _ check: ElectionCheck) throws -> ElectionReport {
        var chance = SystemRandomNumberGenerator()
        return try check.report(on: .file(folder + "/\(uuid).bel"), using: &chance)
    }
}
