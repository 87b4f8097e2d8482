/// Which server, and which table in it: another one counts transactions differently.
public struct DatabaseIdentity: Sendable, Equatable {
    /// The number that the server's data was given by initdb.
    public var system: Int64
    /// The object id of the table of leads.
    public var table: UInt32

    /// Makes an identity of its parts.
    public init(system: Int64, table: UInt32) {
        self.system = system
        self.table = table
    }
}
