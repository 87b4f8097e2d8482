extension SampleTopic {
    static let enterpriseSecurity = SampleTopic(
        route: SampleRoute(
            name: "Enterprise security",
            description: "Security and compliance projects of larger companies.",
            examples: [
                "CISO of a bank needs single sign-on, audit logs and a penetration test report",
                "Compliance officer asks for ISO 27001 and SOC 2 documents before procurement",
                "We must encrypt customer data at rest and control who can read it",
            ], minRevenueTier: 4, minEmployees: 40),
        weight: 15, odds: 0.5, tier: 6, privateShare: 0.02, largest: 5000,
        companyTails: ["Bank", "Insurance", "Trust", "Capital", "Health Group"],
        jobs: [
            "Chief Information Security Officer", "Head of IT Security", "Compliance Officer",
            "Security Architect", "Data Protection Officer",
        ],
        industries: ["Banking", "Insurance", "Healthcare", "Government", "Financial services"],
        tags: ["security", "compliance", "sso", "audit", "gdpr"],
        openings: [
            "Our auditors found gaps in how we control access to customer records.",
            "We are a regulated company with {n} employees.",
            "After an incident last year the board wants a security programme.",
            "Our clients ask for proof of how their data is protected.",
        ],
        needs: [
            "We need single sign-on, role-based access and a complete audit trail.",
            "We need your SOC 2 report and a data processing agreement.",
            "We look for encryption with keys that we hold ourselves.",
            "We want a penetration test and help with ISO 27001 certification.",
            "We have to detect suspicious logins and report breaches within 72 hours.",
        ])

    static let cloudMigration = SampleTopic(
        route: SampleRoute(
            name: "Cloud infrastructure",
            description: "Moving servers, databases and software delivery to the cloud.",
            examples: [
                "We want to move 200 virtual machines from our data centre to the cloud",
                "Kubernetes cluster needs monitoring, backups and someone on call",
                "Database migration without downtime for our booking platform",
            ]),
        weight: 18, odds: 0.35, tier: 5, privateShare: 0.05, largest: 1800,
        companyTails: ["Software", "Systems", "Digital", "Cloud", "Labs"],
        jobs: [
            "Head of Infrastructure", "DevOps Engineer", "Chief Technology Officer",
            "Site Reliability Engineer", "Platform Lead",
        ],
        industries: ["Software", "Telecommunications", "Media", "Travel", "Logistics"],
        tags: ["cloud", "kubernetes", "migration", "devops", "hosting"],
        openings: [
            "We run about {n} servers in our own data centre.",
            "Deployments take us a whole night and fail too often.",
            "Our hosting bill doubled within a year.",
            "Traffic peaks take our platform down every few weeks.",
        ],
        needs: [
            "We want to move everything to the cloud without downtime.",
            "We need managed Kubernetes with monitoring and backups.",
            "We look for help to migrate our databases.",
            "We need continuous delivery and infrastructure as code.",
            "We want round-the-clock operations by a partner.",
        ])

    static let analytics = SampleTopic(
        route: SampleRoute(
            name: "Data and analytics",
            description: "Dashboards, data warehouses and machine learning.",
            examples: [
                "Marketing director wants one dashboard for all campaigns and revenue",
                "Build a data warehouse from our CRM, shop and support tickets",
                "Forecast demand and predict which customers will cancel",
            ]),
        weight: 17, odds: 0.3, tier: 4, privateShare: 0.05, largest: 600,
        companyTails: ["Insights", "Media", "Analytics", "Commerce", "Research"],
        jobs: [
            "Head of Data", "Business Intelligence Analyst", "Marketing Director",
            "Data Scientist", "Chief Financial Officer",
        ],
        industries: ["Marketing", "E-commerce", "Media", "Consulting", "Energy"],
        tags: ["analytics", "dashboard", "reporting", "forecasting", "data warehouse"],
        openings: [
            "Our numbers live in a dozen spreadsheets and nobody trusts them.",
            "Every month two people spend a week on reports.",
            "We collect a lot of customer data and use little of it.",
            "Management wants to see revenue and campaigns in one place.",
        ],
        needs: [
            "We need dashboards that refresh every hour.",
            "We want a data warehouse fed from our CRM and our shop.",
            "We want to predict which customers will leave.",
            "We need a demand forecast for {n} products.",
            "We look for training so that teams can analyse data themselves.",
        ])
}
