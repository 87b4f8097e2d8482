import Embedding

/// How many pending leads are tried at once, and how long a failure is waited after; does nothing
/// itself.
///
/// A text that the model refuses fails its whole batch: then one lead is tried by itself, and more
/// again as that goes well, until the refused one is alone and can be put off.
struct PendingPace: Sendable {
    private let most: Int
    private(set) var batch: Int
    private var failures = 0

    /// The longest pause after a failure, in seconds.
    static let longestPause = 5.0
    /// The pause when the budget is used up, in seconds.
    static let pauseWithoutBudget = 60.0

    init(_ effort: EmbeddingEffort) {
        most =
            if case .remote(let batch, let concurrency) = effort { batch * concurrency } else {
                500
            }
        batch = most
    }

    /// Takes note of leads that were embedded.
    mutating func noteSuccess() {
        failures = 0
        batch = min(batch * 4, most)
    }

    /// What to do after a failure.
    struct Step: Sendable, Equatable {
        /// The seconds to wait.
        let pause: Double
        /// Whether the lead that was tried by itself is put off.
        let putsOff: Bool
    }

    /// Takes note of a failure with so many leads.
    mutating func noteFailure(_ code: ModelError.Code, leads: Int) -> Step {
        let isAboutTexts = code == .textRefused || code == .answerInvalid
        failures += 1
        if code == .limitReached { return Step(pause: Self.pauseWithoutBudget, putsOff: false) }
        if isAboutTexts && leads > 1 {
            batch = 1
            return Step(pause: 0, putsOff: false)
        }
        var pause = 0.5
        for _ in 0..<min(failures - 1, 8) { pause = min(pause * 2, Self.longestPause) }
        return Step(pause: pause, putsOff: isAboutTexts)
    }
}
