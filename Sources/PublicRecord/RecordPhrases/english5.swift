extension RecordPhrases {
    static let english5 = #"""
        recount.election.what.roll = the electoral roll
        recount.election.what.head = the log's confirmation
        recount.election.what.snapshots = earlier states
        recount.election.not-reached = Not checked, because something before it is wrong: {what}.
        recount.election.none = Not checked, because the archive does not have it yet: {what}.
        recount.election.nothing-ranked = Nothing is mixed, since no question asks for ranks.
        recount.election.no-terms.mixing = Not checked: how many must have mixed, and who. The file terms.json says it (shuffles and mixers).
        recount.election.no-terms.roll = Not checked: whether there are as many credentials as voters. How many voters there are, the file terms.json says (roll_size and total_weight).
        recount.election.no-log = Not checked: whether the town's log confirms this archive. To do so, name it with --log and --policy.
        recount.election.no-snapshots = Not checked: whether the archive was another before. To do so, name earlier states with --snapshots.
        recount.election.credentials.one = There is {count} credential.
        recount.election.credentials.other = There are {count} credentials.
        recount.election.cast.one = {count} ballot was cast.
        recount.election.cast.other = {count} ballots were cast.
        recount.election.counted.one = {count} of them counts: the last of each credential.
        recount.election.counted.other = {count} of them count: the last of each credential.
        recount.election.weight = By weight these are {weight} of {total} votes.
        recount.election.needed = Needed to decrypt: {trustees}.
        recount.election.needed-of = Needed to decrypt, {needed} of: {trustees}.
        recount.election.mixed = Mixed, as they say, by: {trustees}.
        recount.election.decrypted = Decrypted by: {trustees}.
        recount.election.lacks = The shared key comes from an older program: not all of its parts are signed.
        recount.election.trustee = trustee {number}
        recount.election.blank = Blank
        recount.election.ranked.one = {count} ballot with ranks; --json prints it.
        recount.election.ranked.other = {count} ballots with ranks; --json prints them.
        log.malformed-checkpoint = The log's checkpoint cannot be read.
        log.unknown-log = This checkpoint belongs to another log.
        log.bad-signature = A signature under the checkpoint is wrong.
        log.not-signed-by-log = The log has not signed this checkpoint.
        log.too-few-witnesses = Too few witnesses have confirmed this checkpoint.
        log.not-included = The entry is not in this state of the log.
        """#
}
