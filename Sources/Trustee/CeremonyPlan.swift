import Core
import ElectionCrypto
import Foundation
import Phrases
import Terminal

/// What a ceremony's folder is about, as its first certificate says. Whether all say the same is checked at each step.
struct CeremonyPlan {
    let group: any Group
    let threshold: Int
    let size: Int

    init(reading folder: String, _ words: Phrases) throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let first = names.filter { $0.hasPrefix("certificate-") && $0.hasSuffix(".json") }.min()
        guard let first else { throw BadInput(words("trustee.ceremony.not-begun"), file: folder) }
        let place = "\(folder)/\(first)"
        let bytes = try readFile(place, longest: 1 << 20)
        guard let message = (try? JSON(parsing: bytes))?["message"]?.string,
            let context = (try? JSON(parsing: Array(message.utf8)))?["context"],
            let name = context["group"]?.string, let group = ElectionGroups.named(name),
            let size = context["size"]?.int, let threshold = context["threshold"]?.int,
            Quota.sizes.contains(size), (2...size).contains(threshold)
        else { throw BadInput(words("trustee.ceremony.stranger"), file: place) }
        self.group = group
        self.size = size
        self.threshold = threshold
    }
}
