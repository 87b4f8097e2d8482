/// The English names of countries and their ISO 3166-1 alpha-2 codes.
enum CountryName {
    /// The code of a country written as a code or by an English name.
    ///
    /// - Parameter text: `de`, `DE` or `Germany`, in any case.
    /// - Returns: nil when it is neither; any two letters are passed on for the contract to judge.
    static func code(_ text: String) -> String? {
        let name = text.trimmed
        if name.utf8.count == 2, let code = codes[ColumnNames.normalized(name)] { return code }
        if name.utf8.count == 2,
            name.utf8.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A })
        {
            return name.uppercased()
        }
        return codes[ColumnNames.normalized(name)]
    }

    private static let codes: [String: String] = {
        var codes: [String: String] = [:]
        for entry in table.split(separator: ";") {
            let entry = entry.trimmed
            codes[ColumnNames.normalized(String(entry.dropFirst(3)))] = String(entry.prefix(2))
        }
        return codes
    }()

    private static let table = """
        AF Afghanistan; AX Åland Islands; AL Albania; DZ Algeria; AS American Samoa; AD Andorra; \
        AO Angola; AI Anguilla; AQ Antarctica; AG Antigua and Barbuda; AR Argentina; AM Armenia; \
        AW Aruba; AU Australia; AT Austria; AZ Azerbaijan; BS Bahamas; BH Bahrain; BD Bangladesh; \
        BB Barbados; BY Belarus; BE Belgium; BZ Belize; BJ Benin; BM Bermuda; BT Bhutan; BO Bolivia; \
        BQ Bonaire, Sint Eustatius and Saba; BA Bosnia and Herzegovina; BW Botswana; \
        BV Bouvet Island; BR Brazil; IO British Indian Ocean Territory; BN Brunei Darussalam; \
        BN Brunei; BG Bulgaria; BF Burkina Faso; BI Burundi; CV Cabo Verde; CV Cape Verde; \
        KH Cambodia; CM Cameroon; CA Canada; KY Cayman Islands; CF Central African Republic; TD Chad; \
        CL Chile; CN China; CX Christmas Island; CC Cocos (Keeling) Islands; CO Colombia; KM Comoros; \
        CG Congo; CG Republic of the Congo; CD Democratic Republic of the Congo; \
        CD Congo, Democratic Republic of the; CK Cook Islands; CR Costa Rica; CI Côte d'Ivoire; \
        CI Ivory Coast; HR Croatia; CU Cuba; CW Curaçao; CY Cyprus; CZ Czechia; CZ Czech Republic; \
        DK Denmark; DJ Djibouti; DM Dominica; DO Dominican Republic; EC Ecuador; EG Egypt; \
        SV El Salvador; GQ Equatorial Guinea; ER Eritrea; EE Estonia; SZ Eswatini; SZ Swaziland; \
        ET Ethiopia; FK Falkland Islands; FO Faroe Islands; FJ Fiji; FI Finland; FR France; \
        GF French Guiana; PF French Polynesia; TF French Southern Territories; GA Gabon; GM Gambia; \
        GE Georgia; DE Germany; GH Ghana; GI Gibraltar; GR Greece; GL Greenland; GD Grenada; \
        GP Guadeloupe; GU Guam; GT Guatemala; GG Guernsey; GN Guinea; GW Guinea-Bissau; GY Guyana; \
        HT Haiti; HM Heard Island and McDonald Islands; VA Holy See; VA Vatican City; HN Honduras; \
        HK Hong Kong; HU Hungary; IS Iceland; IN India; ID Indonesia; IR Iran; IQ Iraq; IE Ireland; \
        IM Isle of Man; IL Israel; IT Italy; JM Jamaica; JP Japan; JE Jersey; JO Jordan; \
        KZ Kazakhstan; KE Kenya; KI Kiribati; KP North Korea; KR South Korea; KR Korea, Republic of; \
        KR Republic of Korea; KW Kuwait; KG Kyrgyzstan; LA Laos; LA Lao People's Democratic Republic; \
        LV Latvia; LB Lebanon; LS Lesotho; LR Liberia; LY Libya; LI Liechtenstein; LT Lithuania; \
        LU Luxembourg; MO Macao; MO Macau; MG Madagascar; MW Malawi; MY Malaysia; MV Maldives; \
        ML Mali; MT Malta; MH Marshall Islands; MQ Martinique; MR Mauritania; MU Mauritius; \
        YT Mayotte; MX Mexico; FM Micronesia; MD Moldova; MC Monaco; MN Mongolia; ME Montenegro; \
        MS Montserrat; MA Morocco; MZ Mozambique; MM Myanmar; NA Namibia; NR Nauru; NP Nepal; \
        NL Netherlands; NL The Netherlands; NC New Caledonia; NZ New Zealand; NI Nicaragua; NE Niger; \
        NG Nigeria; NU Niue; NF Norfolk Island; MK North Macedonia; MP Northern Mariana Islands; \
        NO Norway; OM Oman; PK Pakistan; PW Palau; PS Palestine; PA Panama; PG Papua New Guinea; \
        PY Paraguay; PE Peru; PH Philippines; PN Pitcairn; PL Poland; PT Portugal; PR Puerto Rico; \
        QA Qatar; RE Réunion; RO Romania; RU Russia; RU Russian Federation; RW Rwanda; \
        BL Saint Barthélemy; SH Saint Helena; KN Saint Kitts and Nevis; LC Saint Lucia; \
        MF Saint Martin; PM Saint Pierre and Miquelon; VC Saint Vincent and the Grenadines; WS Samoa; \
        SM San Marino; ST Sao Tome and Principe; SA Saudi Arabia; SN Senegal; RS Serbia; \
        SC Seychelles; SL Sierra Leone; SG Singapore; SX Sint Maarten; SK Slovakia; SI Slovenia; \
        SB Solomon Islands; SO Somalia; ZA South Africa; \
        GS South Georgia and the South Sandwich Islands; SS South Sudan; ES Spain; LK Sri Lanka; \
        SD Sudan; SR Suriname; SJ Svalbard and Jan Mayen; SE Sweden; CH Switzerland; SY Syria; \
        TW Taiwan; TJ Tajikistan; TZ Tanzania; TH Thailand; TL Timor-Leste; TG Togo; TK Tokelau; \
        TO Tonga; TT Trinidad and Tobago; TN Tunisia; TR Türkiye; TR Turkey; TM Turkmenistan; \
        TC Turks and Caicos Islands; TV Tuvalu; UG Uganda; UA Ukraine; AE United Arab Emirates; \
        AE UAE; GB United Kingdom; GB UK; GB Great Britain; US United States; \
        US United States of America; US USA; UM United States Minor Outlying Islands; UY Uruguay; \
        UZ Uzbekistan; VU Vanuatu; VE Venezuela; VN Vietnam; VN Viet Nam; VG British Virgin Islands; \
        VI U.S. Virgin Islands; WF Wallis and Futuna; EH Western Sahara; YE Yemen; ZM Zambia; \
        ZW Zimbabwe
        """
}
