import Console
import Testing

@Suite("Quantities") struct QuantityTests {
    @Test(
        "counts have thousands apart",
        arguments: [
            (0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567"),
            (Int.min, "-9,223,372,036,854,775,808"),
        ])
    func counts(_ count: Int, _ expected: String) {
        #expect(Quantity.count(count) == expected)
    }

    @Test(
        "sizes have three figures",
        arguments: [
            (0, "0 B"), (999, "999 B"), (1_024, "1.00 KiB"), (1_536, "1.50 KiB"),
            (12_897_485, "12.3 MiB"), (1_048_575, "1.00 MiB"), (Int64.max, "8192 PiB"),
        ] as [(Int64, String)])
    func sizes(_ bytes: Int64, _ expected: String) {
        #expect(Quantity.bytes(bytes) == expected)
    }

    @Test(
        "times have two units at most",
        arguments: [
            (Duration.zero, "0 ms"), (.milliseconds(850), "850 ms"),
            (.milliseconds(4_249), "4.2 s"),
            (.milliseconds(999.9), "1.0 s"), (.seconds(59), "59 s"), (.seconds(185), "3 min 05 s"),
            (.seconds(7_800), "2 h 10 min"), (.seconds(-3), "0 ms"),
        ])
    func times(_ duration: Duration, _ expected: String) {
        #expect(Quantity.duration(duration) == expected)
    }

    @Test(
        "rates of no number are zero",
        arguments: [(Double.nan, "0/s"), (.infinity, "0/s"), (4.24, "4.2/s"), (12_345, "12,345/s")])
    func rates(_ rate: Double, _ expected: String) {
        #expect(Quantity.rate(rate) == expected)
    }
}
