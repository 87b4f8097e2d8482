/// A queue over one array: appends and removals take constant time on average.
struct FIFO<Element> {
    private var elements: [Element?] = []
    private var head = 0

    var count: Int { elements.count - head }
    var isEmpty: Bool { head == elements.count }

    /// The oldest element; the queue must not be empty.
    var first: Element { Self.present(elements[head]) }

    mutating func append(_ element: Element) {
        elements.append(element)
    }

    mutating func removeFirst() -> Element {
        let element = Self.present(elements[head].take())
        head += 1
        if head == elements.count {
            elements.removeAll(keepingCapacity: true)
            head = 0
        } else if head >= 1024, head * 2 >= elements.count {
            elements.removeSubrange(..<head)
            head = 0
        }
        return element
    }

    /// Lends the oldest element for a change in its place; the queue must not be empty.
    mutating func changeFirst<R>(_ body: (inout Element) -> R) -> R {
        var element = Self.present(elements[head].take())
        defer { elements[head] = element }
        return body(&element)
    }

    /// Calls the closure with each element, which it may change, until the closure returns true.
    mutating func change(untilTrue body: (inout Element) -> Bool) {
        for index in elements.indices[head...] {
            guard var element = elements[index] else { continue }
            let isDone = body(&element)
            elements[index] = element
            if isDone { return }
        }
    }

    /// Takes out the elements that the closure picks, and keeps the order of the others.
    mutating func removeAll(where isPicked: (Element) -> Bool) {
        elements = elements[head...].filter { $0.map { !isPicked($0) } ?? false }
        head = 0
    }

    private static func present(_ element: Element?) -> Element {
        guard let element else { preconditionFailure("a queue holds no gaps behind its head") }
        return element
    }
}
