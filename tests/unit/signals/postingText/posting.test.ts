import { describe, expect, it } from 'vitest'
import { classifyPosting } from '@/lib/signals/classifyPosting'
import { readPostingText } from '@/lib/signals/postingText'
import { placesIn } from '@/lib/signals/postingText/places'

const says = (text: string, title = 'Systems Engineer') => {
  const { employmentType, workMode, pay, places, sponsorship, clearance, citizenship } = readPostingText(title, text)
  return {
    employmentType: employmentType?.value ?? null,
    workMode: workMode?.value ?? null,
    pay: pay?.value ?? null,
    places: places.map(({ value }) => (value.state === null ? value.country : `${value.country}-${value.state}`)),
    sponsorship: sponsorship?.value ?? null,
    clearance: clearance?.value ?? null,
    citizenship: citizenship?.value ?? null,
  }
}

describe('visa sponsorship', () => {
  it.each([
    'We do sponsor visas! However, we are not able to sponsor visas for every role and every candidate.',
    'Benefits: health insurance • visa sponsorship and relocation • lunch',
    'Visa sponsorship is available for this position.',
    'We are happy to sponsor H-1B transfers and green cards.',
    'Nimbus will sponsor a work permit for the right person.',
  ])('is offered: %s', (text) => {
    expect(says(text).sponsorship).toBe('offered')
  })
  it.each([
    'We are unable to sponsor visas at this time.',
    'This position is not eligible for visa sponsorship.',
    'Applicants must be authorized to work in the US without sponsorship now or in the future.',
    'Sponsorship is not available for this role; you need work authorization.',
    'We don’t offer immigration sponsorship.',
    'No visa sponsorship.',
    'Candidates who require sponsorship will not be considered.',
  ])('is not offered: %s', (text) => {
    expect(says(text).sponsorship).toBe('not-offered')
  })
  it.each([
    'Will you now or in the future require visa sponsorship?',
    'Act as executive sponsor for our largest customers and apply for event sponsorships.',
    'A company-sponsored 401(k) and sponsored gym membership.',
    'If you need visa sponsorship, tell us in your application.',
  ])('is unsaid: %s', (text) => {
    expect(says(text).sponsorship).toBeNull()
  })
})

describe('clearance and citizenship', () => {
  it.each([
    ['You must hold an active TS/SCI clearance with polygraph.', 'required'],
    ['Ability to obtain and maintain a Secret security clearance is required.', 'required'],
    ['Requirements\n- Active U.S. Top Secret clearance\n- Ten years of Linux', 'required'],
    ['This role requires SC Clearance.', 'required'],
    ['Nice to have\n- Active TS/SCI clearance\n- German', 'preferred'],
    ['A security clearance is a plus but not required.', 'preferred'],
    ['No security clearance is needed for this work.', null],
    ['Plan service clearances around racks and get customs clearance for parts.', null],
  ])('%s → clearance %s', (text, clearance) => {
    expect(says(text).clearance).toBe(clearance)
  })
  it.each([
    ['Must be a U.S. citizen.', 'required'],
    ['US citizenship is required for this position.', 'required'],
    ['Due to ITAR, applicants must be U.S. persons.', 'required'],
    ['We hire without regard to race, religion, veteran status or US citizenship.', null],
    ['Our network helps citizens of the United States.', null],
    ['US citizenship is preferred.', null],
  ])('%s → citizenship %s', (text, citizenship) => {
    expect(says(text).citizenship).toBe(citizenship)
  })
  it('are read from titles', () => {
    expect(says('', 'Solutions Engineer (Clearance Required)').clearance).toBe('required')
    expect(says('', '*Cleared* Platform Developer').clearance).toBe('required')
    expect(says('', 'Software Engineer - US Citizens ONLY').citizenship).toBe('required')
  })
})

describe('where the work is done', () => {
  it.each([
    ['This role is fully remote within the US.', 'remote'],
    ['You can work from anywhere in Europe.', 'remote'],
    ['Location: Remote', 'remote'],
    ['We follow a hybrid work model.', 'hybrid'],
    ['You will be in the office three days a week.', 'hybrid'],
    ['Presence in our San Jose office location 4 days per week is expected.', 'hybrid'],
    ['This position requires presence in our Dallas data center 5 days per week.', 'onsite'],
    ['This is an on-site role in Abilene.', 'onsite'],
    ['This is not a remote position.', 'onsite'],
    ['Run hybrid cloud clusters, give remote hands and manage a remote team of vendors with on-site visits.', null],
    ['Remote monitoring of chillers; hybrid environments; in-person events.', null],
  ])('%s → %s', (text, mode) => {
    expect(says(text).workMode).toBe(mode)
  })
  it('goes by the title first', () => {
    expect(says('A hybrid work model.', 'SRE (Remote, US)').workMode).toBe('remote')
    expect(says('', 'Engineer, Hybrid Cloud').workMode).toBeNull()
    expect(says('', 'Remote Hands Technician').workMode).toBeNull()
  })
})

describe('the form of employment', () => {
  it.each([
    ['Employment type: Full-time', 'full-time'],
    ['This is a full-time position with benefits.', 'full-time'],
    ['This is a 12-month contract with a chance of more.', 'contract'],
    ['Contract-to-hire after six months.', 'contract'],
    ['This is a part-time role of 20 hours.', 'part-time'],
    ['This paid summer internship runs for 12 weeks.', 'internship'],
    ['Temporary position until March.', 'temporary'],
    ['Full-time employees enjoy lunch; you negotiate contracts with vendors and mentor interns.', null],
  ])('%s → %s', (text, type) => {
    expect(says(text).employmentType).toBe(type)
  })
  it('goes by the title first, where a contract is no manager of contracts', () => {
    expect(says('Full-time role.', 'DevOps Engineer (6 Month Contract)').employmentType).toBe('contract')
    expect(says('', 'Contract Manager').employmentType).toBeNull()
    expect(says('', 'Smart Contract Engineer').employmentType).toBeNull()
  })
})

describe('pay', () => {
  it.each([
    ['The range is $150,000 – $190,000 a year.', { min: 150_000, max: 190_000, currency: 'USD', period: 'year' }],
    ['£70k to £85k', { min: 70_000, max: 85_000, currency: 'GBP', period: 'year' }],
    ['$38.50 - $46 per hour', { min: 38.5, max: 46, currency: 'USD', period: 'hour' }],
    ['CA$120,000 - CA$150,000', { min: 120_000, max: 150_000, currency: 'CAD', period: 'year' }],
    ['We raised $150 million to $200 million and serve 10,000 to 20,000 users.', null],
  ])('%s', (text, pay) => {
    expect(says(text).pay).toEqual(pay)
  })
})

describe('places', () => {
  it.each([
    ['San Francisco, CA | New York City, NY', 'US-CA US-NY'],
    ['Washington, DC; Seattle, Washington', 'US-DC US-WA'],
    ['US-CA-Menlo Park', 'US-CA'],
    ['DE-Berlin-Das Center', 'DE'],
    ['Dublin, CA', 'US-CA'],
    ['Dublin, IE', 'IE'],
    ['Toronto, Canada; Remote - US', 'CA US'],
    ['Remote - Illinois', 'US-IL'],
    ['Sparks, NV', 'US-NV'],
    ['Abilene, TX - US', 'US-TX'],
    ['London or Stockholm', 'GB SE'],
    ['Bengaluru, Karnataka', 'IN'],
    ['Atlanta, Georgia', 'US-GA'],
    ['São Paulo', 'BR'],
    ['Remote - EMEA', ''],
    ['Hybrid', ''],
    ['contact us in any case', ''],
  ])('%s → %s', (location, expected) => {
    const found = placesIn(location)
    expect(found.map(({ value: { country, state } }) => (state ? `${country}-${state}` : country)).join(' ')).toBe(
      expected,
    )
  })
  it('are those of the job, by its title, else by what its text says of it', () => {
    expect(says('Offices in Paris.', 'Data Center Technician - Ashburn, VA').places).toEqual(['US-VA'])
    expect(says('We are headquartered in Paris. This role is based in our Austin office.').places).toEqual(['US-TX'])
    expect(says('Location: Toronto, Canada').places).toEqual(['CA'])
    expect(says('Our customers are in Japan.', 'Japanese Teacher').places).toEqual([])
  })
})

describe('a posting as a whole', () => {
  const title = 'Senior Slurm Engineer – Austin, TX (Hybrid)'
  const text =
    'You run Slurm and InfiniBand on 4,000 GPUs. This is a full-time role. Pay: $180,000 - $220,000. We sponsor visas. You must be able to obtain a Secret clearance.'

  it('carries the words for each thing that it says, at their place', () => {
    const { evidence, ...posting } = classifyPosting(title, text)
    expect(posting).toMatchObject({
      category: 'gpu-orchestration',
      seniority: 'senior',
      employmentType: 'full-time',
      workMode: 'hybrid',
      pay: { min: 180_000, max: 220_000, currency: 'USD', period: 'year' },
      locations: [{ country: 'US', state: 'TX' }],
      sponsorship: 'offered',
      clearance: 'required',
      citizenship: 'unsaid',
    })
    for (const e of evidence) expect((e.in === 'title' ? title : text).slice(e.start, e.end)).toBe(e.quote)
    const quoteOf = (of: string) => evidence.find((e) => e.of === of)?.quote
    expect(quoteOf('category')).toBe('Slurm')
    expect(quoteOf('seniority')).toBe('Senior')
    expect(quoteOf('skill infiniband')).toBe('InfiniBand')
    expect(quoteOf('workMode')).toBe('Hybrid')
    expect(quoteOf('location US-TX')).toBe('Austin, TX')
    expect(quoteOf('sponsorship')).toBe('We sponsor visas.')
  })

  it('keeps the offsets where lower case is longer, and reads nothing from binary', () => {
    const odd = 'İİİ Kubernetes Engineer'
    for (const e of classifyPosting(odd, `İ ${text}`).evidence)
      expect((e.in === 'title' ? odd : `İ ${text}`).slice(e.start, e.end)).toBe(e.quote)
    expect(classifyPosting('\u0000\uFFFD\u0001', '\u0000\uD800\u0001'.repeat(50))).toMatchObject({
      category: 'other',
      pay: null,
      evidence: [],
    })
  })
})
