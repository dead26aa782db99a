package import Core

/// What can be refused about accounts, sessions and offices.
package enum IdentityRejection: String, Rejection {
    case emailTaken = "identity.email-taken"
    case wrongPassword = "identity.wrong-password"
    case wrongCode = "identity.wrong-code"
    case codeDead = "identity.code-dead"
    case invitationDead = "identity.invitation-dead"
    case consentFirst = "identity.consent-first"
    case residentsOnly = "identity.residents-only"
    case lastAdministrator = "identity.last-administrator"
    case noSuchDistrict = "identity.no-such-district"

    package var kind: RejectionKind {
        switch self {
        case .wrongPassword, .wrongCode, .emailTaken, .noSuchDistrict: .invalid
        case .codeDead, .invitationDead, .lastAdministrator: .conflict
        case .consentFirst, .residentsOnly: .forbidden
        }
    }
}
