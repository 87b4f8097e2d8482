/// For how many ticks of the clock of deadlines a connection is waited for.
struct Patience {
    let head: Int
    let body: Int
    let idle: Int
    let end: Int

    init(_ settings: ServerSettings) {
        func ticks(_ duration: Duration) -> Int {
            // At least one, and the one that has begun already.
            max(1, Int((duration / settings.tick).rounded(.up))) + 1
        }
        head = ticks(settings.headerTimeout)
        body = ticks(settings.bodyTimeout)
        idle = ticks(settings.idleTimeout)
        end = ticks(.seconds(2))
    }
}
