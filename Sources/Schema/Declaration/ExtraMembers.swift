/// What happens to members of an object that no field names.
public enum ExtraMembers: Sendable {
    /// They are skipped.
    case ignore
    /// Each is an `extra_forbidden` issue.
    case forbid
}
