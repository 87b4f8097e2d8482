/// How soon a sample lead wants to act, and the words for it.
struct SampleTiming {
    let text: String
    /// -2…2; the warmer, the likelier a purchase.
    let warmth: Int

    static let all: [SampleTiming] = [
        SampleTiming(
            text: "Budget is approved and we want to sign this month.", warmth: 2),
        SampleTiming(
            text: "Please send a quote today; our current contract ends in three weeks.",
            warmth: 2),
        SampleTiming(
            text: "We have shortlisted two vendors and need a demo next week.", warmth: 1),
        SampleTiming(
            text: "Our director asked for prices and references before the board meets.",
            warmth: 1),
        SampleTiming(
            text: "We would like to start a pilot with {n} people next quarter.", warmth: 1),
        SampleTiming(text: "Could somebody call me back about this?", warmth: 0),
        SampleTiming(text: "We are comparing a few options at the moment.", warmth: 0),
        SampleTiming(text: "Please tell me more about how it works.", warmth: 0),
        SampleTiming(text: "No decision is planned this year, we are only looking.", warmth: -1),
        SampleTiming(text: "There is no budget yet, just collecting ideas.", warmth: -1),
        SampleTiming(text: "It is only for a course assignment.", warmth: -2),
    ]
}
