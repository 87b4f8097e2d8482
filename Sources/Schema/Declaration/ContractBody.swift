/// A contract made ready to run: its fields, how they make the value, and the checks.
@safe final class ContractBody<Root: Sendable>: Sendable {
    typealias Check = @Sendable (Root) throws(Refusal) -> Void

    let core: ContractCore
    /// What JSON Schema says of the checks.
    let statements: [JSONObject]
    private let checks: [Check]
    private let make: @Sendable (UnsafeMutableRawPointer) -> Root

    init(
        core: ContractCore, checks: [Check] = [],
        statements: [JSONObject] = [],
        make: @escaping @Sendable (UnsafeMutableRawPointer) -> Root
    ) {
        self.core = core
        self.checks = checks
        self.statements = statements
        unsafe self.make = unsafe make
    }

    func adding(_ check: @escaping Check, _ statement: JSONObject) -> ContractBody {
        unsafe ContractBody(
            core: core, checks: checks + [check],
            statements: statements + (statement.isEmpty ? [] : [statement]), make: make)
    }

    /// Reads an object, or notes every issue of every field, in the order of the fields.
    ///
    /// `tag` is a member that a union has read already, and that is no extra one.
    func read(_ node: JSONNode, _ reading: inout Reading, tag: String? = nil) -> Root? {
        var root: Root?
        unsafe core.read(node, &reading, tag: tag) { memory in root = unsafe make(memory) }
        guard !checks.isEmpty, let made = root else { return root }
        for check in checks {
            do throws(Refusal) {
                try check(made)
            } catch {
                reading.note(
                    ValidationIssue(
                        type: error.type, loc: [], msg: error.msg,
                        input: core.echo(of: node, reading), ctx: error.ctx))
                return nil
            }
        }
        return root
    }

    /// Reads an array, each element on its own.
    func readElements(
        _ node: JSONNode, _ reading: inout Reading, _ count: ClosedRange<Int>
    ) -> [Result<Root, ValidationFailure>]? {
        guard let found = core.elementCount(node, &reading, count) else { return nil }
        var results: [Result<Root, ValidationFailure>] = []
        results.reserveCapacity(found)
        reading.forEachElement(of: node) { reading, element, place in
            if let root = read(element, &reading) {
                results.append(.success(root))
            } else {
                let issues = reading.located(behind: ["body", .index(place)])
                results.append(.failure(ValidationFailure(issues: issues)))
                reading.issues.removeAll(keepingCapacity: true)
            }
        }
        return results
    }

    /// Writes the members without the braces.
    func writeMembers(of root: Root, to writer: inout JSONWriter) {
        unsafe withUnsafePointer(to: root) { root in
            unsafe core.writeMembers(of: UnsafeRawPointer(root), to: &writer)
        }
    }
}
