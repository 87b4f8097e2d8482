import Schema

/// One typed input of an operation: its path parameters, its query, its headers or its body.
///
/// An operation has any number of inputs; its handler gets their values in the same order. What
/// is wrong with all of them is reported at once.
public struct Input<Value: Sendable>: Sendable {
    let declaration: InputDeclaration
    let read: @Sendable (Request, [String]) throws(ValidationFailure) -> Value

    /// The value, or nil after noting what is wrong.
    func value(
        in request: Request, pathNames: [String], _ issues: inout [ValidationIssue]
    ) -> Value? {
        do {
            return try read(request, pathNames)
        } catch {
            issues += error.issues
            return nil
        }
    }
}

extension Optional {
    /// The value of an input that noted no issue.
    func checked() throws(ValidationFailure) -> Wrapped {
        guard let self else { throw ValidationFailure(issues: []) }
        return self
    }
}
