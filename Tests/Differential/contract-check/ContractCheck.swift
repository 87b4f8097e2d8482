import SampleContracts
import Schema

/// Reads lines of a contract's name and a body in hexadecimal, and prints a verdict for each.
///
/// `lead 7b7d` gives `{"ok":false,"detail":[…]}`, a valid body `{"ok":true,"value":{…}}`.
@main
struct ContractCheck {
    static func main() {
        while let line = readLine() {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 2, let body = bytes(words[1]) else {
                print("{\"error\":\"expected a name and hexadecimal digits\"}")
                continue
            }
            print(verdict(String(words[0]), body).text)
        }
    }

    private static func verdict(_ name: String, _ body: [UInt8]) -> JSONWriter {
        switch name {
        case "schema": schema(String(decoding: body, as: UTF8.self))
        case "lead": decoded(SampleLead.contract, body)
        case "kitchen": decoded(SampleKitchen.contract, body)
        default: address(body)
        }
    }

    private static func decoded<Root>(_ contract: Contract<Root>, _ body: [UInt8]) -> JSONWriter {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("ok" as StaticString)
        do throws(ValidationFailure) {
            let value = try contract.decode(body)
            writer.write(true)
            writer.key("value" as StaticString)
            contract.encode(value, into: &writer)
        } catch {
            writer.write(false)
            writer.key("detail" as StaticString)
            error.writeIssues(to: &writer)
        }
        writer.endObject()
        return writer
    }

    /// The schema of a contract with everything that it refers to.
    private static func schema(_ name: String) -> JSONWriter {
        var definitions = SchemaDefinitions()
        let reference =
            name == "lead"
            ? SampleLead.contract.reference(in: &definitions)
            : SampleKitchen.contract.reference(in: &definitions)
        var writer = JSONWriter()
        writer.write(
            [
                "$ref": reference["$ref"] ?? .null,
                "components": ["schemas": .object(definitions.schemas)],
            ] as JSONObject)
        return writer
    }

    private static func address(_ text: [UInt8]) -> JSONWriter {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("ok" as StaticString)
        do throws(Refusal) {
            let address = try EmailAddress(String(decoding: text, as: UTF8.self))
            writer.write(true)
            writer.key("value" as StaticString)
            writer.write(address.text)
        } catch {
            writer.write(false)
            writer.key("msg" as StaticString)
            writer.write(error.msg)
        }
        writer.endObject()
        return writer
    }

    private static func bytes(_ digits: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high: UInt8?
        for character in digits {
            guard let digit = character.hexDigitValue else { return nil }
            if let first = high {
                bytes.append(first << 4 | UInt8(digit))
                high = nil
            } else {
                high = UInt8(digit)
            }
        }
        return high == nil ? bytes : nil
    }
}
