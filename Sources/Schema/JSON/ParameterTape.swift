/// Parameters laid out as a tape: an object whose values are strings, or arrays of strings.
struct ParameterTape {
    private var tape = TapeBuilder()

    init(_ parameters: [(name: String, value: String)], lists: Set<String>, ignoresCase: Bool) {
        var values: [(name: String, values: [String])] = []
        var places: [String: Int] = [:]
        for parameter in parameters {
            let name = ignoresCase ? parameter.name.lowercased() : parameter.name
            if let known = places[name] {
                values[known].values.append(parameter.value)
            } else {
                places[name] = values.count
                values.append((name, [parameter.value]))
            }
        }
        let object = tape.begin()
        for (name, values) in values {
            tape.append(string: name)
            if lists.contains(name) {
                let array = tape.begin()
                for value in values { tape.append(string: value) }
                tape.end(array, TapeWord.array, count: values.count)
            } else if let last = values.last {
                tape.append(string: last)
            }
        }
        tape.end(object, TapeWord.object, count: values.count)
    }

    func read<Value>(
        _ place: ParameterPlace, _ body: (inout Reading, JSONNode) -> Value?
    ) throws(ValidationFailure) -> Value {
        try tape.read(prefix: [.key(place.rawValue)], isText: true, body)
    }
}
