/// Words that sample leads of every topic are made of.
enum SampleWords {
    static let firstNames = [
        "Ada", "Amara", "Anouk", "Arjun", "Bea", "Bjarne", "Carla", "Chidi", "Dana", "Diego",
        "Elif", "Emil", "Farah", "Finn", "Giulia", "Hana", "Idris", "Ines", "Jonas", "Kaia",
        "Kenji", "Lena", "Lucía", "Malik", "Mei", "Milan", "Noor", "Oskar", "Petra", "Quinn",
        "Rosa", "Samir", "Selma", "Tariq", "Tove", "Uma", "Viktor", "Wanda", "Yara", "Zoë",
    ]

    static let lastNames = [
        "Abara", "Almeida", "Bergström", "Bianchi", "Castell", "Demir", "Dubois", "Eklund",
        "Fernandes", "Fischer", "Garrow", "Haddad", "Hartwell", "Ibsen", "Jansen", "Kimura",
        "Kowal", "Larkin", "Lindqvist", "Marlowe", "Mbeki", "Novak", "Okafor", "Olsen", "Park",
        "Quist", "Rahman", "Renner", "Silva", "Sorensen", "Tanaka", "Thorne", "Varga", "Weiss",
        "Winter", "Yilmaz", "Zeller", "Zhou",
    ]

    static let companyHeads = [
        "Alder", "Amber", "Blue Heron", "Bright Harbour", "Cedar", "Copperfield", "Drift",
        "Eastgate", "Fernhill", "Granite", "Highmoor", "Juniper", "Kestrel", "Lantern", "Maple",
        "Meridian", "Northwind", "Oakley", "Pebble", "Quarry", "Redstone", "Silverline",
        "Stonebridge", "Tidewater", "Umber", "Valley", "Westbrook", "Willow", "Yarrow", "Zephyr",
    ]

    static let countries = [
        "US", "US", "US", "GB", "GB", "DE", "DE", "FR", "NL", "SE", "ES", "IT", "PL", "AT", "CH",
        "CA", "AU", "IN", "JP", "SG", "BR", "ZA", "AE", "NG",
    ]

    static let sources = [
        "website", "website", "webinar", "trade fair", "referral", "search ad", "newsletter",
        "partner",
    ]

    static let companySizes = [3, 8, 20, 45, 90, 220, 600, 1_800, 5_000, 16_000]

    static let freeMail = "mail.example.net"
}
