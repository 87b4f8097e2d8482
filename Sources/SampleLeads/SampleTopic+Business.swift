extension SampleTopic {
    static let retail = SampleTopic(
        route: SampleRoute(
            name: "Retail and shops",
            description: "Tills, online shops and stock of retailers and restaurants.",
            examples: [
                "Shop owner needs a point of sale that talks to the online store",
                "Restaurant chain wants table booking and card payment",
                "Stock levels differ between our web shop and the warehouse",
            ]),
        weight: 18, odds: 0.25, tier: 3, privateShare: 0.2, largest: 20,
        companyTails: ["Store", "Fashion", "Bakery", "Kitchen", "Bikes"],
        jobs: ["Owner", "Store Manager", "E-commerce Manager", "Head of Retail", "Buyer"],
        industries: ["Retail", "Hospitality", "Fashion", "Food and beverage"],
        tags: ["pos", "online shop", "payments", "inventory", "loyalty"],
        openings: [
            "We run a family business with {n} people and two shops.",
            "Our tills are old and don't talk to the web shop.",
            "Customers want to order online and collect in the store.",
            "We lose sales because stock figures are wrong.",
        ],
        needs: [
            "We need a point of sale with card payment.",
            "We want stock to be right in the shop and online.",
            "We look for a loyalty programme with vouchers.",
            "We need an online shop that is easy to keep up to date.",
            "We want table bookings and orders in one place.",
        ])

    static let manufacturing = SampleTopic(
        route: SampleRoute(
            name: "Manufacturing and logistics",
            description: "Factories, machines, warehouses and fleets.",
            examples: [
                "Plant manager wants to predict machine failures from sensor data",
                "Track pallets through three warehouses with barcodes",
                "Plan production and deliveries for an automotive supplier",
            ], minEmployees: 20),
        weight: 14, odds: 0.4, tier: 5, privateShare: 0.01, largest: 1800,
        companyTails: ["Works", "Machinery", "Logistics", "Steel", "Components"],
        jobs: [
            "Plant Manager", "Head of Operations", "Supply Chain Manager",
            "Production Engineer", "Fleet Manager",
        ],
        industries: ["Manufacturing", "Automotive", "Logistics", "Chemicals", "Construction"],
        tags: ["iot", "maintenance", "warehouse", "erp", "supply chain"],
        openings: [
            "Unplanned stops cost us a shift every week.",
            "We produce parts for carmakers with {n} employees.",
            "Our three warehouses still work with paper lists.",
            "Deliveries are late since nobody sees where the trucks are.",
        ],
        needs: [
            "We want to read machine sensors and see failures coming.",
            "We need warehouse management with barcode scanners.",
            "We look for production planning that works with our ERP.",
            "We need to track {n} vehicles in real time.",
            "We want traceability of every part for our customers.",
        ])

    static let partners = SampleTopic(
        route: SampleRoute(
            name: "Partners and resellers",
            description: "Agencies and consultants who want to sell or integrate the product.",
            examples: [
                "Agency asks for a reseller agreement and partner discount",
                "System integrator wants API access to build a connector",
                "Consultant would like to recommend you to clients for a commission",
            ]),
        weight: 9, odds: 0.3, tier: 4, privateShare: 0.1, largest: 45,
        companyTails: ["Consulting", "Agency", "Partners", "Integrations", "Studio"],
        jobs: ["Managing Partner", "Alliance Manager", "Consultant", "Agency Owner"],
        industries: ["Consulting", "Marketing", "Software", "IT services"],
        tags: ["partner", "reseller", "integration", "api", "agency"],
        openings: [
            "We are a consultancy with {n} people and clients in your field.",
            "Several of our clients have asked us about your product.",
            "We build integrations between business systems.",
            "We run an agency for small companies.",
        ],
        needs: [
            "We would like to become a reseller and learn about margins.",
            "We need API access to build a connector.",
            "We want to join your partner programme.",
            "We would like to offer it under our own brand.",
            "We look for joint marketing and training for our consultants.",
        ])

    static let education = SampleTopic(
        route: SampleRoute(
            name: "Education and non-profit",
            description: "Schools, students, charities and jobs: no sales, a friendly answer.",
            examples: [
                "Student asks for a free licence for a thesis",
                "Charity wants to know about discounts for non-profits",
                "Teacher would like to show the product in class",
            ]),
        weight: 9, odds: 0.05, tier: 1, privateShare: 0.6, largest: 20,
        companyTails: ["School", "College", "Foundation", "Charity", "Institute"],
        jobs: ["Student", "Teacher", "Volunteer", "Research Assistant", "Lecturer"],
        industries: ["Education", "Non-profit", "Research"],
        tags: ["student", "education", "non-profit", "free licence", "thesis"],
        openings: [
            "I am a student and write my thesis about customer data.",
            "We are a small charity that lives on donations.",
            "I teach a class of {n} and like your product.",
            "I am looking for an internship in your field.",
        ],
        needs: [
            "Is there a free licence for education?",
            "Do you give discounts to non-profits?",
            "May I use your screenshots in a presentation?",
            "I would like to interview somebody of your team.",
            "Could you sponsor our event?",
        ])
}
