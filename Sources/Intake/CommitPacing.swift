/// When the next commit begins, and with how many leads: the scheduling of commits, without I/O.
///
/// Each flush of the write-ahead log costs the same however many leads it makes durable, so a
/// commit waits until five eighths of the crowd have come: then one part is decided while the other
/// is committed, and neither the service nor PostgreSQL stands idle. A second commit begins beside
/// it only while as many leads as it may hold are decided. A lead on a quiet machine is a crowd of
/// its own and waits for nobody.
struct CommitPacing: Sendable {
    typealias Instant = ContinuousClock.Instant

    /// How many leads one commit holds at most.
    let limit: Int
    /// How long leads wait for others, from when a commit could have begun; whoever looks after
    /// them may come as much later.
    let patience: Duration
    /// The leads of the commits that are under way.
    private(set) var committing = 0
    /// How many commits are under way.
    private var commits = 0
    /// The most leads that were under way at once lately.
    private(set) var crowd = 0
    /// Since when leads have been waiting for others to come.
    private var waitingSince: Instant?

    init(limit: Int, patience: Duration = .milliseconds(3)) {
        self.limit = limit
        self.patience = patience
    }

    /// Whether leads wait for others.
    var isWaiting: Bool { waitingSince != nil }

    /// How many leads are worth a commit.
    var worth: Int { min(limit, max(1, (5 * crowd + 1) / 8)) }

    /// Notes how many leads are on their way to a commit.
    mutating func note(waiting: Int) {
        crowd = max(crowd, waiting + committing)
    }

    /// Whether a commit of so many leads, or fewer when others have gone away, may begin now.
    mutating func mayBegin(waiting: Int, now: Instant) -> Bool {
        guard commits == 0 else { return false }
        guard waiting > 0 else {
            waitingSince = nil
            return false
        }
        if waiting >= worth { return true }
        let since = waitingSince ?? now
        waitingSince = since
        guard now - since >= patience else { return false }
        // The crowd has gone: once the end of this commit has shrunk it, it is as large as makes
        // those who wait now worth a commit.
        crowd = 8 * waiting / 5 + 2
        return true
    }

    /// Whether so many leads that are decided may be committed beside a commit that is under way:
    /// they are as many as a commit holds.
    func mayBeginBeside(decided: Int) -> Bool { commits == 1 && decided >= limit }

    /// Begins a commit with those who are decided; returns how many it takes.
    ///
    /// More would leave too few to decide while it is under way; beside another it takes all that
    /// it may.
    mutating func begin(decided: Int) -> Int {
        waitingSince = nil
        let count = min(decided, commits == 0 ? worth : limit)
        committing += count
        commits += 1
        return count
    }

    /// Ends a commit of so many leads.
    mutating func end(_ count: Int) {
        committing -= count
        commits -= 1
        // A crowd that does not come again is forgotten within some dozen commits.
        crowd -= (crowd + 31) / 32
    }
}
