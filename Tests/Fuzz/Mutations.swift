import Chance

/// The input with a few bytes changed, cut, doubled or exchanged for something that parsers stumble over.
func mutated(_ input: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    let splinters: [[UInt8]] = [
        [0], [0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], Array("\r\n".utf8), Array("\n\n".utf8),
        Array("99999999999999999999".utf8),
        Array("-1".utf8), Array("+7".utf8), Array("007".utf8), Array("\"\\ud800\"".utf8),
        Array("[[[[[[[[".utf8), Array("=".utf8),
        Array("\u{2014} ".utf8), Array("e\u{301}".utf8), Array("\u{202E}".utf8),
        Array("18446744073709551616".utf8),
    ]
    var bytes = input
    for _ in 0...random.below(4) {
        let place = random.below(bytes.count)
        switch random.below(6) {
        case 0 where !bytes.isEmpty: bytes[place] ^= UInt8(1 << random.below(8))
        case 1 where !bytes.isEmpty: bytes.remove(at: place)
        case 2 where !bytes.isEmpty: bytes = Array(bytes.prefix(place))
        case 3 where !bytes.isEmpty:
            let end = min(bytes.count, place + 1 + random.below(40))
            bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count))
        default: bytes.insert(contentsOf: splinters[random.below(splinters.count)], at: place)
        }
        if bytes.count > 20_000 { bytes = Array(bytes.prefix(20_000)) }
    }
    return bytes
}
