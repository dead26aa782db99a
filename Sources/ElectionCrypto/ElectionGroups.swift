/// The groups an election may name in its `group` field.
public enum ElectionGroups {
    public static let all: [any Group] = [
        ModularGroup.belenios2048, ModularGroup.rfc3526, Ed25519Group.shared,
    ]

    /// nil for a name we do not know.
    public static func named(_ name: some StringProtocol) -> (any Group)? {
        // The others' tables take longer to make than most commands run.
        Ed25519Group.shared.name == name ? Ed25519Group.shared : all.first { $0.name == name }
    }
}
