extension Reading {
    /// Notes that the value at a node is refused.
    ///
    /// The location begins at the value itself; whoever reads its container adds the steps before.
    public mutating func refuse(_ node: JSONNode, _ refusal: Refusal) {
        note(
            ValidationIssue(
                type: refusal.type, loc: [], msg: refusal.msg, input: echo(of: node),
                ctx: refusal.ctx))
    }

    /// A copy of what stands at a node, unless it is personal data or large.
    ///
    /// Every missing member echoes the whole object: a large body would come back many times.
    func echo(of node: JSONNode) -> JSONValue? {
        hidesInput || !isSmall(node) ? nil : value(of: node)
    }

    private func isSmall(_ node: JSONNode) -> Bool {
        let end = end(of: node.index)
        guard end - node.index <= 4096 else { return false }
        var room = 65_536
        var index = node.index
        while index < end, room >= 0 {
            switch type(at: index) {
            case TapeWord.string, TapeWord.brokenString, TapeWord.bigInteger:
                unsafe room -= utf8(of: JSONNode(index: index)).count
                index += 1
            case TapeWord.signed, TapeWord.unsigned, TapeWord.double: index += 2
            default: index += 1
            }
        }
        return room >= 0
    }

    /// More issues are not told: a body could hold a million, and the answer far more bytes than it.
    static let mostIssues = 1000

    mutating func note(_ issue: ValidationIssue) {
        if issues.count < Self.mostIssues { issues.append(issue) }
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
