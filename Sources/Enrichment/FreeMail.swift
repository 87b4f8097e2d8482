/// Which e-mail domains belong to providers of free mailboxes.
///
/// A list of facts put together by hand; a domain that is not in it counts as a company's.
public enum FreeMail {
    /// Whether the domain (lower case) is a free mailbox provider's.
    public static func contains(_ domain: String) -> Bool {
        domains.contains(domain)
            || families.contains {
                domain.hasPrefix($0) && isCountryEnding(domain.dropFirst($0.count))
            }
    }

    /// Providers that use one name under many country endings: `yahoo.co.uk`, `hotmail.fr`.
    private static let families = ["yahoo.", "hotmail.", "live.", "outlook.", "gmx."]

    private static func isCountryEnding(_ rest: Substring) -> Bool {
        let labels = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = labels.last, last.utf8.count == 2 else { return false }
        return labels.count == 1
            || (labels.count == 2 && (labels[0] == "co" || labels[0] == "com"))
    }

    private static let domains: Set<String> = [
        "126.com", "139.com", "163.com", "189.cn", "abv.bg", "alice.it", "aol.com", "arcor.de",
        "att.net", "bellsouth.net", "bigpond.com", "bk.ru", "bluewin.ch", "bol.com.br",
        "btinternet.com", "btopenworld.com", "charter.net", "comcast.net", "cox.net", "daum.net",
        "duck.com", "earthlink.net", "email.cz", "email.it", "fastmail.com", "fastmail.fm",
        "foxmail.com", "free.fr", "freemail.hu", "freenet.de", "frontier.com", "gmail.com",
        "gmx.com", "gmx.net", "googlemail.com", "hanmail.net", "hey.com", "hotmail.com",
        "hushmail.com", "icloud.com", "ig.com.br", "iinet.net.au", "in.gr", "inbox.lv",
        "inbox.ru", "interia.pl", "internode.on.net", "juno.com", "kpnmail.nl", "laposte.net",
        "libero.it", "list.ru", "live.com", "mac.com", "mail.bg", "mail.com", "mail.de",
        "mail.ru", "mailbox.org", "me.com", "msn.com", "naver.com", "neuf.fr", "ntlworld.com",
        "numericable.fr", "o2.pl", "onet.pl", "online.de", "optonline.net", "optusnet.com.au",
        "orange.fr", "outlook.com", "pm.me", "pobox.com", "posteo.de", "proton.me",
        "protonmail.ch", "protonmail.com", "qq.com", "rambler.ru", "rediffmail.com",
        "rocketmail.com", "rogers.com", "runbox.com", "sapo.pt", "sbcglobal.net", "seznam.cz",
        "sfr.fr", "shaw.ca", "sina.com", "sky.com", "skynet.be", "sohu.com", "sympatico.ca",
        "t-online.de", "talktalk.net", "telenet.be", "telia.com", "telus.net", "terra.com.br",
        "tin.it", "tiscali.it", "tuta.com", "tutanota.com", "tutanota.de", "ukr.net",
        "uol.com.br", "verizon.net", "videotron.ca", "virgilio.it", "virginmedia.com",
        "wanadoo.fr", "web.de", "windowslive.com", "wp.pl", "xs4all.nl", "xtra.co.nz", "ya.ru",
        "yahoo.com", "yandex.com", "yandex.ru", "yeah.net", "ymail.com", "zoho.com", "zonnet.nl",
    ]
}
