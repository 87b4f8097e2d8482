extension Reading {
    /// Notes that the value at a node is refused.
    ///
    /// The location begins at the value itself; whoever reads its container adds the steps before.
    public mutating func refuse(_ node: JSONNode, _ refusal: Refusal) {
        let input: JSONValue? = hidesInput ? nil : value(of: node)
        issues.append(
            ValidationIssue(
                type: refusal.type, loc: [], msg: refusal.msg, input: input, ctx: refusal.ctx))
    }

    /// Runs `body` and adds `step` to the location of every issue that it notes.
    @inlinable
    public mutating func at<Result>(
        _ step: @autoclosure () -> LocationStep, _ body: (inout Reading) -> Result
    ) -> Result {
        let before = issueCount
        let result = body(&self)
        if issueCount > before { locate(since: before, step()) }
        return result
    }

    /// The number of issues noted so far.
    @usableFromInline var issueCount: Int { issues.count }

    mutating func forgetIssues(since first: Int) { issues.removeSubrange(first...) }

    @usableFromInline mutating func locate(since first: Int, _ step: LocationStep) {
        for index in first..<issues.count { issues[index].loc.append(step) }
    }

    /// The issues, their locations in reading order behind `prefix`.
    func located(behind prefix: [LocationStep]) -> [ValidationIssue] {
        issues.map { issue in
            var issue = issue
            issue.loc = prefix + issue.loc.reversed()
            return issue
        }
    }
}
