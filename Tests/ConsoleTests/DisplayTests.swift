import Testing

@testable import Console

@Suite("Display") struct DisplayTests {
    static let plain = Terminal(isInteractive: false, hasColor: false, width: 80)

    @Test("a bar shows share, count, rate and the time left")
    func bar() {
        var bar = ProgressBar("importing", total: 100_000)
        bar.done = 40_000
        #expect(
            bar.line(elapsed: .seconds(4), width: 100)
                == "importing  [############------------------]  40 %  40,000/100,000  10,000/s  6.0 s left"
        )
    }

    @Test("a bar never is wider than the terminal", arguments: [0, 1, 10, 20, 40, 79, 200])
    func widths(_ width: Int) {
        for total in [nil, 0, 1, 7_000_000] as [Int?] {
            for done in [0, 1, 6_999_999, 9_000_000] {
                var bar = ProgressBar("im\u{4E2D}port", total: total)
                bar.done = done
                let line = bar.line(elapsed: .milliseconds(done), width: width)
                #expect(TextWidth.of(line) <= width)
            }
        }
    }

    @Test("a table aligns texts left and numbers right, wide characters included")
    func table() {
        var table = Table(["name", "leads"], numbers: [1])
        table.add(["\u{4E2D}\u{6587}", "7"])
        table.add(["retail", "1,200", "surplus"])
        table.add(["x\u{1B}[31m\ny"])
        #expect(
            table.text(for: Self.plain)
                == "name      leads\n\u{4E2D}\u{6587}          7\nretail    1,200\nx [31m y\n")
    }

    @Test("colours need a terminal and no NO_COLOR")
    func colors() {
        #expect(Self.plain.paint("x", .red) == "x")
        let colorful = Terminal(isInteractive: true, hasColor: true, width: 80)
        #expect(colorful.paint("x", .red) == "\u{1B}[31mx\u{1B}[0m")
        // No open file: no terminal.
        let none = Terminal(descriptor: -1, environment: ["COLUMNS": "33"])
        #expect(none == Terminal(isInteractive: false, hasColor: false, width: 33))
    }

    @Test("a report is one line of JSON for scripts and aligned lines for people")
    func report() {
        var report = Report(command: "import")
        report.add("accepted", .number(1_200))
        report.add("rejected_file", .text("a\"b\\\n\u{1}"))
        report.add("rate", .fraction(-0.0624))
        report.add("nothing", .fraction(.nan))
        report.add("done", .flag(true))
        report.add("tags", .list(["x", "y"]))
        #expect(
            report.json(succeeded: true)
                == #"{"command":"import","status":"ok","accepted":1200,"rejected_file":"a\"b\\\n\u0001","rate":-0.062,"nothing":null,"done":true,"tags":["x","y"]}"#
                + "\n")
        #expect(report.text().hasPrefix("accepted       1,200\nrejected file  a\"b\\  \n"))
    }

    @Test("exit codes are distinct and keep the shell's own")
    func exits() {
        #expect(Set(CommandExit.allCases.map(\.rawValue)).count == CommandExit.allCases.count)
        #expect(CommandExit.usage.rawValue == 64)
        #expect(CommandExit.rejectedRows.rawValue == 3)
    }
}
