import Leads

/// A lead within its workspace.
struct LeadKey: Hashable, Sendable {
    let workspace: WorkspaceID
    let id: LeadID

    /// A random factor of the process: ids may come from outside, and nobody may choose them so
    /// that their hashes collide.
    private static let salt = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))

    /// A hash of the lead's id; leads of two workspaces under one id are rare.
    static func hash(_ id: LeadID) -> UInt64 {
        let product = (id.low ^ salt.0).multipliedFullWidth(by: id.high ^ salt.1)
        let mixed = product.high ^ product.low
        return mixed ^ (mixed >> 32)
    }
}
