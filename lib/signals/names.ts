import { isCapital, wordEnd } from './letters'
import { KNOWN_PLACES } from './postingText/placeNames'

/** A part of a proper name: a capital, or a brand's small letters before one (xAI, d-Matrix). */
const PART = String.raw`(?:a16z(?![\p{L}\p{N}])|(?<!(?:Series|Class|Phase|Round|Type) )(?:\p{Lu}\.){1,3}\p{Lu}?(?![\p{L}\p{N}])|(?:Inc|Corp|Ltd|Co|St|Bros)\.|[\p{Lu}][\p{L}\p{N}]*(?:[.&’'+-][\p{L}\p{N}]+)*|(?!ex-)[a-z]{1,2}-?[A-Z][\p{L}\p{N}]*|[1-9]\d?[A-Z][a-z]+)`
/** A name, only where its `lastIndex` says. */
const NAME_HERE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])${PART}(?:(?: & | of | )${PART}| \d{1,2}(?![\p{L}\p{N}%,.]))*`,
  'uy',
)
/** Funds with a number for a first word ("137 Ventures", "8VC"): only in a list of names, since elsewhere it counts things. */
const NUMBERED_HERE = /\d{1,4}(?:VC|(?: [\p{Lu}][\p{L}&]*)+)(?![\p{L}\p{N}])/uy

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** Capitalised words that name no company: at the head of a sentence, or as a term of the field. */
const NOT_NAMES = list(`
A An The This That These Those It Its They Their He She His Her We Our You Your I My Who What When Where Why How Which If As At By For From In Into Of On Off Onto Over Out Up Upon To
With Without Within And But Or Nor So Yet Not No Yes All Any Both Each Every Few Many More Most Much Neither None One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety Hundreds Thousands Dozens Other Others Another Some Several Such
Also Across After Again Against Along Alongside Amid Among Around Inside Near Outside Past Throughout Toward Towards Because Before Behind Below Between Beyond Despite During Even However Indeed Instead Later Last Like Meanwhile Moreover Nearly Next Now Once Only Overall Per
Previously Rather Separately Since Still Then There Therefore Though Through Thus Together Today Tomorrow Under Unlike Until Via While Whether Yesterday Earlier Existing Recent Recently Reportedly Sources Source
According Analysts Analyst Investors Investor Backers Employees Employers Employee Workers Worker Engineers Engineer Companies Company Firms Firm Startups Startup Founders Founder Banks Bank Shares Share Stocks Stock
Contractors Contractor Freelancers Temps Fellows Apprentices Apprentice Graduates Customers Customer Clients Suppliers Supplier Technicians Technician Operators Operator Shareholders Unions Union Staffers Landlords Utilities Students Student Interns Intern Users User Officials Official Executives Regulators Lawmakers Economists Economist Researchers Candidates Recruiters Managers Management Hiring Layoffs Layoff Jobs Job
Snow Power Rain Weather Health Education Government Governments Construction Manufacturing Retail Cloud Data Hardware Software Chips Chip Gpu Gpus Capacity Demand Supply Growth Revenue Profit Sales Real Gross Current Total Net New
Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
Spring Summer Autumn Winter Quarter Half Year Series Round Seed IPO IPOs AI ML GPU GPUs CPU CPUs TPU TPUs HPC LLM LLMs GDP CPI PPI PCE JOLTS BEA BLS FOMC Fed SEC WARN CEO CFO CTO COO VP HR PR IT API SRE SREs MW GW US USA UK EU UAE U.S U.S. U.K U.K. American British European Chinese Asian
Australian Canadian Danish Dutch Finnish French German Greek Indian Irish Israeli Italian Japanese Korean Norwegian Polish Portuguese Spanish Swedish Swiss Taiwanese Turkish Act Notice Form Table Figure Chapter Section Note Notes Reports Report Fresh Leading Beyond Consumer Consumers Prices Price Within Hires Hire Quits Total Nonfarm Payroll Payrolls Unemployment Inflation Economy
Offer Consider Build Target Show Leverage Balance Invest Encourage Draw Focus Emphasize Document Prioritize Create Communicate Practical Class Common Stock Initial Public Offering Glossary
Wages Pay Salaries Salary Median Senior Junior Principal Staff SREs Existing Whatever Called Dubbed Named Nicknamed Codenamed Known Consultancy Chipmaker Hyperscaler Retailer Insurer Lender Unicorn Hoster Hosting Carmaker Automaker Neocloud Landlord Miner Rival Supplier Utility Telecoms Publisher Airline Conglomerate Spinout Spin-off Fintech Biotech Incumbent Subsidiary Contractor Manufacturer Carrier Designer Maker Group Newcomer Financial Terms Industry Cybersecurity Starting Board Contract Responsibilities Requirements Revisions Applications Inc Inc. Ltd LLC BGP EVPN OSPF MPLS VPN Far Estonian Latvian Lithuanian Ukrainian Mexican Brazilian Chilean Czech Hungarian Romanian Bulgarian Croatian Slovenian Slovak Serbian Icelandic Scottish Welsh Emirati Saudi Qatari Egyptian Nigerian Kenyan Ghanaian African Vietnamese Thai Malaysian Indonesian Filipino Singaporean Pakistani Bangladeshi Belgian Austrian Argentine Argentinian Colombian Peruvian Luxembourgish Maltese Cypriot Californian Texan Bavarian Russian Nordic Scandinavian Baltic Iberian Latin Facing Amid Client CTC Ask Meet Enter Rumours Rumors Speculation Armed Flush Work Works Word Trading Pricing Postings Posts Recruiters Governor Mayor Minister Senator Directors Unions Vacancies Openings Job Careers Requirements Compensation Benefits Location Title Team Quits Claims Applications Employment Output Exports Imports Economists Mr Mrs Ms Dr Prof President Chairman Chief Executive Spokesperson Spokesman Spokeswoman Dilution Lambda-expressions Homes Snowfall Roads People Person Anyone Everyone Nobody Nothing Something
Large Small Big Bigger Biggest Largest Major Tech Proposal Proposals Plan Plans Approval Developer Developers Residents Resident Lenders Lender Deal Deals Talks Funding Financing Money Cash Local State City County Federal Opinion Interview Digest
USD EUR GBP JPY CHF CAD AUD INR KRW CNY RMB SEK NOK DKK SGD HKD ILS NZD TWD BRL AED SAR PLN Based Following Citing Speaking Asked Founded Backed Led Given Including Combined Once Late Early Mid Nearly About Almost Approximately Roughly Cumulative Fiscal Annual Quarterly Monthly Weekly Preliminary Advance Final
`)

/** Places, as far as they open sentences or stand where a company might. */
const PLACES = list(`
America Europe Asia Africa Australia Austria Belgium Brazil Britain Canada Chile China Denmark England Finland France Germany Greece Greenland Iceland India Indonesia Ireland Israel Italy Japan Kenya Korea Luxembourg Malaysia Mexico Netherlands Norway Poland Portugal
Romania Russia Scotland Singapore Spain Sweden Switzerland Taiwan Thailand Turkey Ukraine Vietnam Wales
Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Washington Wisconsin Wyoming
London Paris Berlin Munich Frankfurt Hamburg Amsterdam Brussels Dublin Lisbon Madrid Barcelona Rome Milan Vienna Zurich Geneva Oslo Stockholm Copenhagen Helsinki Warsaw Prague Athens Moscow Istanbul Dubai Riyadh Mumbai Bangalore Bengaluru Delhi Hyderabad Tokyo Osaka Seoul Beijing Shanghai Shenzhen Taipei Sydney Melbourne Toronto Montreal Vancouver Calgary Boston Chicago Dallas Austin Houston Denver Seattle Portland Phoenix Atlanta Miami Abilene Memphis Hillsboro Utrecht Querétaro Johannesburg Nairobi Lagos Jakarta Manila Bangkok Hanoi
Cork Galway Limerick Waterford Loughton Reading Swindon Coventry Leicester Nottingham Sheffield Newcastle Sunderland Cardiff Swansea Newport Edinburgh Dundee Aberdeen Inverness Didcot Culham Farnborough Guildford Basingstoke Harlow Ipswich Norwich Plymouth Exeter Southampton Portsmouth Bracknell Luton Watford Croydon Stevenage Blyth Teesside Northumberland Kent Essex Surrey Suffolk Norfolk Yorkshire Lancashire Cornwall Devon Dorset
Aachen Augsburg Bochum Bonn Bremen Dortmund Dresden Duisburg Essen Freiburg Hanau Hannover Hanover Jena Kiel Leipzig Magdeburg Mainz Mannheim Nuremberg Potsdam Rostock Saarland Saxony Ulm Wiesbaden Dietzenbach Offenbach Brandenburg Bavaria Hesse Graz Linz Salzburg Innsbruck Winterthur Lugano Bordeaux Nantes Nice Rennes Strasbourg Dunkirk Fouju Delft Eemshaven Leiden Tilburg Nijmegen Antwerp Ghent Leuven Liège Bergen Stavanger Narvik Tromsø Kristiansand Drammen Uppsala Västerås Linköping Skellefteå Boden Odense Aalborg Esbjerg Tampere Turku Oulu Kajaani Hamina Gdynia Poznań Łódź Katowice Brno Ostrava Bratislava Ljubljana Zagreb Timișoara Iași Kaunas Tartu Valencia Seville Málaga Malaga Bilbao Zaragoza Aragon Sines Braga Coimbra Bologna Florence Genoa Naples Padua Trieste Thessaloniki Crete
Akron Albany Allentown Amarillo Anaheim Anchorage Augusta Aurora Bakersfield Bentonville Birmingham Bismarck Bloomington Boca Boca-Raton Bozeman Bridgeport Bothell Burlington Cambridge Canton Carlsbad Cedar-Rapids Champaign Charleston Chattanooga Chesapeake Chester Cheyenne Chicopee Clarksville Columbia Corvallis Dayton Dearborn Duluth Ellendale Erie Eugene Evansville Everett Fairfax Farmington Fayetteville Flint Fresno Gainesville Gilbert Glendale Goodyear Greensboro Greenville Hampton Harrisburg Hartford Harwood Henderson Honolulu Huntsville Independence Irving Jackson Jonesville Joliet Kalamazoo Kenosha Knoxville Lafayette Lancaster Lansing Laramie Laredo Lebanon Lexington Lincoln Livermore Livonia Louisville Lowell Lubbock Macon Madison Malta Marietta McKinney Mesa Midland Midlothian Mobile Modesto Montgomery Moses-Lake Murfreesboro Naperville Norfolk Norman Norwalk Odessa Ogden Olathe Oshkosh Overland-Park Palmdale Pasadena Peoria Petaluma Pflugerville Providence Provo Pueblo Racine Redding Riverside Roanoke Rochester Rockford Sacramento Salem Salinas Sandston Santa-Fe Savannah Schaumburg Scranton Sherman Shreveport Sioux-Falls Springfield Stockton Surprise Syracuse Tacoma Tallahassee Taylor Temple Toledo Topeka Troy Tucson Tuscaloosa Tyler Umatilla Vacaville Visalia Waco Waltham Wichita Williamsburg Wilmington Winnipeg Winston-Salem Worcester Yuma
Halifax Hamilton Kelowna Kingston London-Ontario Markham Mississauga Regina Saskatoon Sudbury Surrey Waterloo Windsor Chandigarh Coimbatore Indore Jaipur Kochi Kolkata Lucknow Mysuru Nagpur Surat Thiruvananthapuram Vadodara Visakhapatnam Vizag Maharashtra Karnataka Gujarat Tamil-Nadu Telangana Andhra Kerala Penang Johor Batam Cyberjaya Selangor Sarawak Cebu Davao Chiang-Mai Da-Nang Haiphong Kaohsiung Taichung Tainan Hsinchu Fukuoka Hiroshima Hokkaido Kobe Kumamoto Kyushu Nagoya Sapporo Sendai Busan Daegu Daejeon Incheon Pyeongtaek Hwaseong Ulsan Chengdu Chongqing Dalian Dongguan Guizhou Nanjing Ningbo Qingdao Suzhou Tianjin Wuhan Xiamen Zhengzhou Tasmania Victoria Queensland Adelaide Brisbane Darwin Hobart Newcastle Auckland Christchurch Bahrain Jeddah Kuwait Muscat Amman Beirut Tunis Accra Addis Casablanca Durban Kigali Kampala Bogota Medellín Lima Quito Montevideo Curitiba Campinas Fortaleza Recife Guadalajara Monterrey Tijuana Puebla Querétaro
`)

/** Who reports. Never the company of an event, unless the caller lists it as a known company. */
export const PUBLISHERS: readonly string[] = [
  'TechCrunch',
  'Glassdoor',
  'Reuters',
  'Bloomberg',
  'CNBC',
  'Financial Times',
  'Wall Street Journal',
  'The Information',
  'New York Times',
  'Axios',
  'Business Insider',
  'Forbes',
  'Fortune',
  'The Verge',
  'Wired',
  'VentureBeat',
  'The Register',
  'Data Center Dynamics',
  'DatacenterDynamics',
  'Crunchbase',
  'PitchBook',
  'Indeed',
  'LinkedIn',
  'Nikkei',
  'Handelsblatt',
  'Les Echos',
  'Bureau of Labor Statistics',
  'Bureau of Economic Analysis',
  'Associated Press',
  'Sky News',
  'BBC',
  'The Guardian',
  'Semafor',
  'Barron’s',
  "Barron's",
  'MarketWatch',
  'Layoffs.fyi',
  'Sifted',
  'The Economist',
]
const PUBLISHER_KEYS = new Set(PUBLISHERS.map((p) => p.toLowerCase().replace(/^the /, '')))

export const isPublisher = (name: string): boolean => PUBLISHER_KEYS.has(name.toLowerCase().replace(/^the /, ''))
/** A country, or a state of the US: what may stand behind the name of a city. */
export const isRegion = (name: string): boolean => {
  const kind = KNOWN_PLACES.get(name.toLowerCase())?.kind
  return kind === 'country' || kind === 'state' || PLACES.has(name)
}
export const isPlace = (name: string): boolean =>
  PLACES.has(name) ||
  KNOWN_PLACES.has(name.toLowerCase()) ||
  /^(?:New|San|Los|Santa|Las|North|South|East|West|Northern|Southern|Salt|St|Hong|Abu|Tel|Saudi|United|Kansas|Silicon|Costa|Buenos|Sao|São|Kuala|Cape|Fort|El|Rio) [A-Z]/.test(
    name,
  )
export const isCommonWord = (word: string): boolean => NOT_NAMES.has(word)

export type NameSpan = { readonly name: string; readonly start: number; readonly end: number }

const FIRM =
  /^(?:Fund|Funds|Capital|Ventures?|Partners|Labs?|Systems|Compute|Cloud|Networks?|Technologies|Data|Computing|Semiconductors?|Robotics|Group|Holdings|Energy|AI)$/
const ALWAYS_CUT =
  /^(?:Called|Dubbed|Named|Nicknamed|Codenamed|Board|Directors|Management|Shares|Shareholders|Employees|Ask|Meet|Enter|See|Watch|Call|Take|Why|Can|Does|Did|Has|Is|Are|Will|A|An|The|This|That|These|Those|It|Its|They|Their|He|She|His|Her|We|Our|You|Your|In|On|At|By|For|From|To|With|Of|And|But|Or|As|If|When|While|After|Before|Since|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Series|IPO|CEO|CFO|CTO|COO|US|U\.S\.?|UK|MW|GW|GPUs|Mr|Mrs|Ms|Dr|President|Chief|Existing|Senior|Junior|of|&|[\p{L}’'-]+-(?:backed|based|owned|led|listed|funded|focused|linked|style|powered))\.?$/u
const TAIL_WORDS = new Set([
  'Inc.',
  'Inc',
  'Corp.',
  'Corp',
  'Ltd.',
  'Ltd',
  'LLC',
  'PLC',
  'plc',
  'AG',
  'GmbH',
  'SA',
  'SE',
  'NV',
  'AB',
  'Co.',
])

/**
 * The capitalised names of a text that may be companies, people or funds. Common words and places at their edges are cut
 * off ("The Utah", "On Monday Acme" → "Acme"), as are possessives. What they name is for the caller to judge.
 */
export function namesIn(text: string): NameSpan[] {
  const found: NameSpan[] = []
  for (let at = 0, after = 0; at < text.length; at = after) {
    after = wordEnd(text, at)
    if (after === at) after++
    else if (mayOpenName(text, at)) {
      NAME_HERE.lastIndex = at
      const m = NAME_HERE.exec(text)
      if (!m) continue
      for (const span of trim(m[0], at, text)) found.push(span)
      after = at + m[0].length
    }
  }
  return found
}

/** Whether the word at `at` can open a name, as far as its first letters tell: see `PART`. Most of a text's words cannot. */
function mayOpenName(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code >= 128 || isCapital(code)) return true
  if (isCapital(text.charCodeAt(at + 1)) || isCapital(text.charCodeAt(at + 2))) return true
  return isCapital(text.charCodeAt(at + 3)) || text.startsWith('a16z', at)
}

const isJunk = (word: string): boolean => {
  const bare = word.replace(/[.,]$/, '').replace(/[’'](?:d|re|ve|ll|t|m)$/, '')
  return (
    NOT_NAMES.has(bare) ||
    /-(?:backed|based|owned|led|listed|funded|focused|linked|style|powered)$/i.test(word) ||
    word === 'of' ||
    word === '&'
  )
}

function trim(raw: string, at: number, text: string): NameSpan[] {
  // Most names are one word, of which nothing is left to cut.
  if (!/[ '’]/.test(raw) && (isJunk(raw) || /-bound$/i.test(raw))) return []
  // "Acme's Bolt" is two names, "Nvidia-backed Acme" one.
  const possessive = raw.search(/['’]s\b/)
  if (possessive > 0 && !/['’]s (?:List|Place|Club|Kitchen|Farms?|Secret|Pizza|Choice|Own)$/.test(raw)) {
    const rest = raw.slice(possessive + 2)
    const gap = rest.length - rest.trimStart().length
    return [
      ...trim(raw.slice(0, possessive), at, text),
      ...(rest.trim() ? trim(rest.trimStart(), at + possessive + 2 + gap, text) : []),
    ]
  }
  const words = [...raw.matchAll(/\S+/g)].map((w) => ({
    word: w[0],
    start: at + w.index,
    end: at + w.index + w[0].length,
  }))
  // "Jane Street-backed Gossamer" is Gossamer.
  const backed = words.findLastIndex((w) =>
    /-(?:backed|based|owned|led|listed|funded|focused|linked|style|powered|bound)$/i.test(w.word),
  )
  if (backed >= 0) words.splice(0, backed + 1)
  // Only the edges are cut: "Data" opens a sentence but also closes "Perihelion Data".
  const opens = at === 0 || /(?:[.!?:;“"(\n]|[-•*])\s*$/.test(text.slice(Math.max(0, at - 3), at))
  while (words.length > 0) {
    const first = words[0]?.word ?? ''
    if (!isJunk(first)) break
    // A common word may open a real name ("Power Integrations", "Founders Fund"): it does in mid-sentence, or before a firm's noun.
    if (
      words.length > 1 &&
      !ALWAYS_CUT.test(first) &&
      (!(opens && words[0]?.start === at) || FIRM.test(words[1]?.word ?? ''))
    )
      break
    words.shift()
  }
  while (
    words.length > 1 &&
    /^(?:of|&|The|A|In|On|IPO|CEO|CFO|CTO|Series|Round|US|UK|It|They|But|And|GPU|GPUs|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December)$/.test(
      words.at(-1)?.word ?? '',
    )
  )
    words.pop()
  const first = words[0]
  const last = words.at(-1)
  if (!first || !last) return []
  let end = last.end
  let name = text.slice(first.start, end)
  if (name.endsWith('.') && !TAIL_WORDS.has(last.word) && !/(?:^|[ .])[A-Z]\.$/.test(name)) {
    end--
    name = name.slice(0, -1)
  }
  return name.length > 1 && /\p{L}/u.test(name) ? [{ name, start: first.start, end }] : []
}

/**
 * Names joined by commas and "and" from `from` on: "Tern Ventures, Cobalt Fund and Ridge Point" are three. Stops at the
 * first word that is none; "the", "existing investors" and the like between them are skipped.
 */
export function nameList(text: string, from: number): NameSpan[] {
  const found: NameSpan[] = []
  let at = from
  const lead =
    /^(?:\s|:|—|–|(?:[Tt]he|[Ii]ts|his|[Ee]xisting|new|current|prior|[Rr]eturning|major|[Bb]anks?|[Ii]nvestors?|[Bb]ackers?|[Vv]enture (?:capital )?(?:firms?|funds?)|firms?|funds?|chipmaker|and|[Ii]ncluding|[Ii]nclude|such as|like|as well as|[Bb]oth|among them|are|were|is)(?![\p{L}\p{N}-])|,|"|“)+/u
  for (let guard = 0; guard < 20; guard++) {
    const skip = lead.exec(text.slice(at))
    if (skip) at += skip[0].length
    NUMBERED_HERE.lastIndex = at
    NAME_HERE.lastIndex = at
    const numbered = NUMBERED_HERE.exec(text)
    const m = numbered ?? NAME_HERE.exec(text)
    if (!m) break
    const one = numbered
      ? { name: numbered[0], start: at, end: at + numbered[0].length }
      : // "Saudi Arabia's Public Investment Fund" is the fund.
        trim(m[0], m.index, text).at(/['’]s /.test(m[0]) ? -1 : 0)
    if (!one) break
    found.push(one)
    at = one.end
    const next = /^(?:['’]s)?(?:\s*\([^)]*\))?(?:,? and |, (?:as well as |along with )?|—and |,| & )/.exec(
      text.slice(at),
    )
    if (!next) break
    at += next[0].length
  }
  return found
}
