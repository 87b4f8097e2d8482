import SampleContracts
import Schema

/// Reads one body in every way, and checks what must hold for any body.
enum FuzzTarget {
    /// What became of a body.
    enum Outcome {
        case accepted
        case refused
        case wrong(String)
    }

    static func run(_ body: [UInt8]) -> Outcome {
        let outcomes = [
            read(SampleLead.contract, body), read(SampleKitchen.contract, body), readFree(body),
            readElements(body), readParameters(body),
        ]
        for outcome in outcomes {
            if case .wrong = outcome { return outcome }
        }
        let isAccepted = outcomes.prefix(2).contains {
            if case .accepted = $0 { true } else { false }
        }
        return isAccepted ? .accepted : .refused
    }

    /// What was accepted is accepted again when it is written, and is the same.
    private static func read<Root: Equatable>(
        _ contract: Contract<Root>, _ body: [UInt8]
    ) -> Outcome {
        do throws(ValidationFailure) {
            let value = try contract.decode(body)
            let written = contract.encode(value)
            // Aliases are read only, so the kitchen's own writing lacks a member.
            guard contract.name == "Lead" else { return .accepted }
            return try contract.decode(written) == value
                ? .accepted : .wrong("reads back otherwise")
        } catch {
            return checked(error)
        }
    }

    private static func readFree(_ body: [UInt8]) -> Outcome {
        do throws(ValidationFailure) {
            let value = try JSONValue.parse(body)
            var writer = JSONWriter()
            writer.write(value)
            return try JSONValue.parse(writer.bytes) == value
                ? .accepted : .wrong("free JSON reads back otherwise")
        } catch {
            return checked(error)
        }
    }

    private static func readElements(_ body: [UInt8]) -> Outcome {
        unsafe body.withUnsafeBytes { bytes in
            do throws(ValidationFailure) {
                for result in unsafe try SampleLead.contract.decodeElements(bytes) {
                    if case .failure(let failure) = result,
                        case .wrong(let problem) = checked(failure)
                    {
                        return .wrong(problem)
                    }
                }
                return .accepted
            } catch {
                return checked(error)
            }
        }
    }

    private static func readParameters(_ body: [UInt8]) -> Outcome {
        let text = String(decoding: body, as: UTF8.self)
        let parameters = ["first_name", "email", "revenue_tier", "tags", "website", "occurred_at"]
        do throws(ValidationFailure) {
            _ = try SampleLead.contract.decode(
                parameters: parameters.map { (name: $0, value: text) }, in: .query)
            return .accepted
        } catch {
            return checked(error)
        }
    }

    /// A failure has issues, each with a place, and can be written as JSON.
    private static func checked(_ failure: ValidationFailure) -> Outcome {
        if failure.issues.isEmpty { return .wrong("refused without an issue") }
        if failure.issues.contains(where: { $0.loc.isEmpty }) { return .wrong("no place") }
        var writer = JSONWriter()
        failure.encodeFastAPI(into: &writer)
        do throws(ValidationFailure) {
            _ = try JSONValue.parse(writer.bytes)
            return .refused
        } catch {
            // A refused NUL or doubled key is echoed, and refused again; broken JSON must not be.
            let isBroken = error.issues.contains { $0.type == "json_invalid" && !isDeep($0) }
            return isBroken ? .wrong("the issues are no JSON: \(writer.text)") : .refused
        }
    }

    private static func isDeep(_ issue: ValidationIssue) -> Bool {
        issue.ctx?["error"] == .string("Nesting deeper than 64 levels")
    }
}
