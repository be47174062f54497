/** USPS codes and names of the states of the US, and of the District of Columbia. */
export const US_STATES: ReadonlyMap<string, string> = new Map(
  'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming'
    .split('|')
    .map((row) => [row.slice(0, 2), row.slice(3)]),
)

/** ISO 3166-1 alpha-2 codes and the names that boards write, regions of one country included. */
const COUNTRY_NAMES =
  'US United States of America,United States,U.S.A.,USA,U.S.,US;GB United Kingdom,Great Britain,England,Scotland,Wales,Northern Ireland,U.K.,UK;CA Canada,Ontario,Quebec,Québec,British Columbia,Alberta,Manitoba,Saskatchewan,Nova Scotia;DE Germany,Deutschland,Bavaria;FR France;ES Spain,España;IT Italy,Italia;PT Portugal;NL Netherlands,The Netherlands,Holland;BE Belgium;LU Luxembourg;IE Ireland;CH Switzerland,Schweiz,Suisse;AT Austria,Österreich;SE Sweden;NO Norway;DK Denmark;FI Finland;IS Iceland;PL Poland,Polska;CZ Czech Republic,Czechia;SK Slovakia;HU Hungary;RO Romania;BG Bulgaria;GR Greece;RS Serbia;HR Croatia;SI Slovenia;UA Ukraine;EE Estonia;LV Latvia;LT Lithuania;TR Turkey,Türkiye;IL Israel;AE United Arab Emirates,UAE;SA Saudi Arabia;QA Qatar;EG Egypt;MA Morocco;ZA South Africa;NG Nigeria;KE Kenya;IN India;PK Pakistan;BD Bangladesh;LK Sri Lanka;SG Singapore;MY Malaysia;ID Indonesia;TH Thailand;VN Vietnam,Viet Nam;PH Philippines;CN China;HK Hong Kong;TW Taiwan;JP Japan;KR South Korea,Republic of Korea,Korea;AU Australia,New South Wales,Queensland;NZ New Zealand;MX Mexico,México;BR Brazil,Brasil;AR Argentina;CL Chile;CO Colombia;PE Peru;UY Uruguay;CR Costa Rica;CY Cyprus;MT Malta;KZ Kazakhstan;GE Tbilisi;AM Armenia'

/** Cities with many technical jobs: country (and US state), then their names. */
const CITY_NAMES =
  'US-CA San Francisco Bay Area,South San Francisco,San Francisco,Bay Area,Silicon Valley,Palo Alto,Menlo Park,Mountain View,Sunnyvale,Santa Clara,San Jose,San Mateo,Redwood City,Cupertino,Fremont,Oakland,Berkeley,Los Angeles,San Diego,Irvine,Santa Monica,El Segundo,Pleasanton,Sacramento,Milpitas,Hayward;US-NY New York City,New York,NYC,Brooklyn,Manhattan,Buffalo;US-WA Seattle,Bellevue,Redmond,Kirkland,Quincy,Spokane,Tacoma;US-OR Portland,Hillsboro,The Dalles,Prineville;US-TX Austin,Dallas,Houston,San Antonio,Plano,Fort Worth,Abilene,Round Rock,El Paso;US-MA Boston,Somerville;US-IL Chicago;US-CO Denver,Boulder,Arvada,Brighton;US-GA Atlanta;US-FL Miami,Orlando,Tampa,Jacksonville;US-NC Raleigh,Durham,Charlotte,Research Triangle Park;US-VA Ashburn,Reston,McLean,Arlington,Herndon,Chantilly,Manassas,Sterling,Richmond,Loudoun County;US-MD Bethesda,Baltimore,Annapolis Junction,Fort Meade;US-DC Washington DC,Washington D.C.,D.C.;US-PA Philadelphia,Pittsburgh;US-AZ Phoenix,Scottsdale,Tempe,Chandler;US-NV Las Vegas,Reno;US-UT Salt Lake City,Lehi;US-MN Minneapolis;US-MI Detroit,Ann Arbor;US-OH Columbus,Cleveland,Cincinnati,New Albany;US-MO Kansas City,St. Louis;US-TN Memphis,Nashville;US-OK Tulsa;US-NE Omaha;US-IA Des Moines,Council Bluffs;US-WY Cheyenne;US-WI Milwaukee;US-IN Indianapolis;US-NM Albuquerque;US-ID Boise;US-LA New Orleans,Baton Rouge;US-ND Fargo;US-NJ Newark,Jersey City,Secaucus,Hoboken,Princeton;US-CT Stamford;GB Greater London,London,Edinburgh,Bristol,Oxford,Leeds,Glasgow,Slough,Belfast,Manchester;CA Toronto,Vancouver,Montreal,Montréal,Ottawa,Calgary,Edmonton,Kitchener,Québec City,Quebec City;DE Berlin,Munich,München,Hamburg,Frankfurt,Cologne,Köln,Stuttgart,Heidelberg,Düsseldorf,Darmstadt,Karlsruhe;FR Paris,Lyon,Toulouse,Grenoble,Marseille,Lille;NL Amsterdam,Rotterdam,Eindhoven,Utrecht,The Hague,Groningen;BE Brussels;CH Zurich,Zürich,Geneva,Lausanne,Basel,Bern;ES Madrid,Barcelona,Zaragoza,Málaga;PT Lisbon,Lisboa,Porto;IT Milan,Milano,Rome,Turin;IE Dublin,Galway,Limerick;SE Stockholm,Gothenburg,Malmö,Luleå;NO Oslo,Trondheim;DK Copenhagen,Aarhus;FI Helsinki,Espoo;IS Reykjavik,Reykjanesbaer;PL Warsaw,Warszawa,Kraków,Krakow,Wrocław,Wroclaw,Gdańsk;CZ Prague,Praha,Brno;AT Vienna,Wien;HU Budapest;RO Bucharest,Cluj-Napoca;BG Sofia;RS Belgrade;GR Athens;TR Istanbul;UA Kyiv,Lviv;EE Tallinn;LT Vilnius;LV Riga;IL Tel Aviv,Tel-Aviv,Haifa,Herzliya,Jerusalem,Yokneam;AE Dubai,Abu Dhabi;SA Riyadh;QA Doha;EG Cairo;ZA Johannesburg,Cape Town;NG Lagos;KE Nairobi;IN Bengaluru,Bangalore,Hyderabad,Pune,Mumbai,Delhi,New Delhi,Gurgaon,Gurugram,Noida,Chennai;MY Kuala Lumpur,Johor;ID Jakarta;TH Bangkok;VN Hanoi,Ho Chi Minh City;PH Manila;CN Beijing,Shanghai,Shenzhen,Hangzhou,Guangzhou;TW Taipei,Hsinchu;JP Tokyo,Osaka,Yokohama,Kyoto;KR Seoul,Pangyo;AU Sydney,Melbourne,Brisbane,Perth,Canberra,Adelaide;NZ Auckland,Wellington;MX Mexico City,Guadalajara,Monterrey,Querétaro;BR São Paulo,Sao Paulo,So Paulo,Rio de Janeiro;AR Buenos Aires;CL Santiago;CO Bogotá,Bogota,Medellín;CR San José'

export type KnownPlace = {
  /** ISO 3166-1 alpha-2 */
  readonly country: string
  /** USPS code; null: not in the US, or no state. */
  readonly state: string | null
  readonly kind: 'country' | 'state' | 'city'
}

/** All names in lower case. "New York" and "Washington" are read as the city and the state that boards mean by them. */
export const KNOWN_PLACES: ReadonlyMap<string, KnownPlace> = new Map([
  ...[...US_STATES].map(([code, name]): [string, KnownPlace] => [
    name.toLowerCase(),
    { country: 'US', state: code, kind: 'state' },
  ]),
  ...rows(COUNTRY_NAMES, 'country'),
  ...rows(CITY_NAMES, 'city'),
])

function rows(text: string, kind: KnownPlace['kind']): [string, KnownPlace][] {
  return text.split(';').flatMap((row) => {
    const space = row.indexOf(' ')
    const [country = '', state = null] = row.slice(0, space).split('-')
    return row
      .slice(space + 1)
      .split(',')
      .map((name): [string, KnownPlace] => [name.toLowerCase(), { country, state, kind }])
  })
}

/** The codes of countries that stand behind a comma ("Dublin, IE"), beside those of the states. */
export const COUNTRY_CODES: ReadonlySet<string> = new Set([...KNOWN_PLACES.values()].map((p) => p.country))
