import CSodium
import Core

/// The value of one trustee's polynomial for another, which only the other can read.
///
///     {"from":1,"to":2,"key":"2260…","box":"…"}
///
/// `key` is g^r; the box is closed with SHA-256("mitstimme share|" ‖ from ‖ "|" ‖ to ‖ "|" ‖ S(g^r) ‖ "|" ‖ S(ek^r)),
/// by XSalsa20 and Poly1305. Its key is used once, so the nonce is zero. It never enters the archive.
struct CeremonyShare<G: Group> {
    let from: Int
    let to: Int
    let key: G.Element
    let box: [UInt8]

    init(
        _ share: G.Scalar, from: Int, to: Int, key recipient: G.Element, in group: G,
        using chance: inout some RandomNumberGenerator
    ) {
        let exponent = group.randomScalar(using: &chance)
        self.from = from
        self.to = to
        key = group.secretPower(exponent)
        let shared = group.secretPower(recipient, exponent)
        let secret = CeremonyShare.boxKey(from, to, key, shared, in: group)
        let message = Array(group.decimal(share).utf8)
        var box = [UInt8](repeating: 0, count: message.count + Int(crypto_secretbox_macbytes()))
        let nonce = [UInt8](repeating: 0, count: Int(crypto_secretbox_noncebytes()))
        crypto_secretbox_easy(&box, message, UInt64(message.count), nonce, secret)
        self.box = box
    }

    init(parsing message: String, in group: G) throws(ElectionError) {
        let json = try JSON(election: Array(message.utf8))
        from = try json.whole("from")
        to = try json.whole("to")
        key = try group.member(json.text("key"))
        guard let box = [UInt8](base64: try json.text("box")) else {
            throw ElectionError("box is not Base64")
        }
        self.box = box
    }

    func text(in group: G) -> String {
        "{\"from\":\(from),\"to\":\(to),\"key\":\"\(group.text(key))\",\"box\":\"\(box.base64)\"}"
    }

    func opened(with secret: G.Scalar, in group: G) throws(ElectionError) -> G.Scalar {
        let shared = group.secretPower(key, secret)
        let secret = CeremonyShare.boxKey(from, to, key, shared, in: group)
        let size = box.count - Int(crypto_secretbox_macbytes())
        guard size > 0 else { throw ElectionError("the share cannot be opened") }
        var message = [UInt8](repeating: 0, count: size)
        let nonce = [UInt8](repeating: 0, count: Int(crypto_secretbox_noncebytes()))
        guard crypto_secretbox_open_easy(&message, box, UInt64(box.count), nonce, secret) == 0,
            let share = group.scalar(decimal: String(decoding: message, as: UTF8.self))
        else { throw ElectionError("the share cannot be opened") }
        return share
    }

    private static func boxKey(
        _ from: Int, _ to: Int, _ key: G.Element, _ shared: G.Element, in group: G
    ) -> [UInt8] {
        Digest(of: "mitstimme share|\(from)|\(to)|\(group.text(key))|\(group.text(shared))").bytes
    }
}
