/// What the server tells beside its answers: a notice, a warning (PostgreSQL manual, "Asynchronous
/// Operations").
public struct PostgresNotice: Sendable, Hashable {
    /// `NOTICE`, `WARNING`, `INFO` and so on.
    public let severity: String
    /// What it says, which may hold data of a customer.
    public let message: String
    /// What to do about it, in the server's words.
    public let hint: String?
}
