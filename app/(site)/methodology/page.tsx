import type { Metadata } from 'next'
import type { PageInput } from '@/app/_http/props'
import { MeasuredEvents } from '@/components/page/MeasuredEvents'
import { MeasuredTitles } from '@/components/page/MeasuredTitles'
import { BriefMethod, KnownExample, PanelExample } from '@/components/page/MethodExamples'
import {
  ClosingMethod,
  IndexMethod,
  MomentumMethod,
  PayMethod,
  RevisionMethod,
  SkillMethod,
} from '@/components/page/Methods'
import { CapitalMethod, ClaimMethod, OutlookMethod, SeasonMethod, SupplyMethod } from '@/components/page/MoreMethods'
import { Notices } from '@/components/page/Notices'
import { readPageView } from '@/components/page/pageView'
import { ReferenceData } from '@/components/page/ReferenceData'
import { ReviewedSignals } from '@/components/page/ReviewedSignals'
import { RolesDefined } from '@/components/page/RolesDefined'
import { NotCovered } from '@/components/page/States'
import { VacancyExample } from '@/components/page/VacancyExample'
import { asOfPieces, ViewBar } from '@/components/page/ViewBar'
import { INTERVAL_METHOD, SMALL_START } from '@/lib/analytics/growth'
import { PANEL_SHARE, PANEL_START_DAYS } from '@/lib/analytics/panel'
import { VACANCY_METHOD } from '@/lib/analytics/vacancies'
import { getDb } from '@/lib/db/client'
import { RULES_VERSION } from '@/lib/signals/taxonomy'

export const metadata: Metadata = { title: 'Methodology' }

export default async function MethodologyPage({ searchParams }: PageInput) {
  const page = await readPageView(searchParams, getDb())
  return (
    <>
      <ViewBar
        path="/methodology"
        view={page.view}
        pieces={['Showing how it counts', ...asOfPieces(page.view, page.today)]}
      />
      <div className="wrap">
        <Notices problems={page.problems} path="/methodology" params={page.params} />
        <header className="head">
          <div>
            <p className="kick">Methodology · rules {RULES_VERSION}</p>
            <h1>
              Every figure is a count, a sum or a transform of things that were seen, and each leads to its evidence
            </h1>
          </div>
        </header>
        <div className="rule" />
        <div className="section columns">
          <div className="prose">
            <h2 style={{ marginTop: 0 }}>Openings</h2>
            <p>
              A reading is one visit to a company’s job board. A day of a board is covered when a reading of that day
              was whole or partial. Openings are the postings seen in the best such reading of the day, nothing else. A
              day without one is <NotCovered />: never zero, never bridged by a line.
            </p>
            <p>
              A posting is an advert. One advert can stand for many jobs or for none, adverts are left up after they are
              filled, and openings are not hires.
            </p>
            <p>
              The level of a week, month or quarter is the mean over its covered days. The last period counts as
              incomplete until it is over: it is drawn dotted and stays out of changes, headlines and rankings.
            </p>
            <h2 id="vacancies">Vacancies</h2>
            <p>
              Vacancies are openings under rules, and never stand in one number with them. {VACANCY_METHOD.join(' ')}
            </p>
            <VacancyExample view={page.view} />
            <h2>The panel</h2>
            <p>
              A trend takes the companies whose boards were read all through, so that a rise is never a board that
              joined and a fall never one that broke: first covered within {PANEL_START_DAYS} days of the first reading,
              covered on at least {Math.round(PANEL_SHARE * 100)}% of the days on which the panel was read, and covered
              at its end. The view sentence names them; the strip under each chart shows who was read on which day.
            </p>
            <PanelExample view={page.view} />
            <p>
              A change of reader, of completeness or of the board itself is a break. Levels show it, growth never
              crosses it. A count pinned at a round number is a cap and is doubted.
            </p>
            <h2>Changes and their intervals</h2>
            <p>{INTERVAL_METHOD}</p>
            <p>
              A count of a board that was read whole carries no interval: it is a count. Where fewer than {SMALL_START}{' '}
              were open at the start, the difference stands in place of a percentage and the mark is hollow. Rankings by
              growth go by the lower end of the interval, so that small samples sink by themselves.
            </p>
            <h2>Two dates</h2>
            <p>
              Everything carries the day it happened and the day it was first known. “As known on” leaves out all that
              became known later: releases, revisions, rounds, postings. A date known only to the month counts as known
              on its last day. What does not go back in time is the version of our own rules, {RULES_VERSION}.
            </p>
            <KnownExample view={page.view} />
            <h2>Signals</h2>
            <p>
              A signal is one dated event with one or more pieces of evidence. Charts count signals, not articles: ten
              reports of one round are one round. A round that is part of a later, larger one is shown and counted in no
              sum. Evidence is a verbatim quote or a record in our words; only a quote or a title as published is set in
              serif.
            </p>
            <p>
              Signals are found by rules, not by a model. A sentence that gives advice, asks or speculates is no event.
              Confidence is the rule’s own, from 0 to 1; it is not a probability.
            </p>
            <p>
              What documents tell of one company and kind is one signal where nothing that either names speaks against
              it: the same round, stage or place, days that are near, and figures within 15% of each other. Figures that
              differ are kept, with by how many sources each is told. The words that each rule fired on are marked in
              the text.
            </p>
            <p>
              A company’s first posting of a category is a signal where all its boards were read well on at least
              fourteen days before it, since their last break, and the last of these days is at most a week before it.
              It says since when; it is never the first of all.
            </p>
            <ReviewedSignals />
            <MomentumMethod view={page.view} />
            <IndexMethod view={page.view} />
            <SeasonMethod view={page.view} />
            <OutlookMethod view={page.view} />
            <CapitalMethod view={page.view} />
            <ClosingMethod view={page.view} />
            <SkillMethod view={page.view} />
            <PayMethod view={page.view} />
            <RevisionMethod view={page.view} />
            <SupplyMethod view={page.view} />
            <ClaimMethod view={page.view} />
            <BriefMethod view={page.view} />
            <h2 id="limits">Known limits</h2>
            <ul>
              <li>
                The panel is a handful of companies that were read daily. It is not the market, and each headline says
                whose openings it counts.
              </li>
              <li>
                Roles are told from titles. “Member of Technical Staff” says little: such titles go where their other
                words point, or to Other. How often that is right is{' '}
                <a className="place" href="#measured-titles">
                  measured
                </a>
                ; this error is not part of any interval of a chart.
              </li>
              <li>
                Many old readings are a count alone. They carry openings of a company, not of a role; the rows say on
                which each value rests.
              </li>
              <li>
                Postings that opened and closed between two readings were never seen. Where readings lie far apart, that
                is many.
              </li>
              <li>
                More than half of the rounds are known from a dated link or title alone and not from the page itself.
                Open the address before relying on one.
              </li>
              <li>“Why” never claims a cause. It says what came at the same time, and what speaks against it.</li>
              <li>
                The reference record ends in October 2026. What came later is missing here, not absent in the world,
                until a source of this installation reads it.
              </li>
            </ul>
            <h2>Take and cite</h2>
            <p>
              Each chart exports as PNG, SVG, CSV and JSON under an address of its own, with the same parameters as the
              page. An address with “as known on” keeps its answer. Cite gives the text, BibTeX and APA.
            </p>
          </div>
          <RolesDefined view={page.view} />
        </div>
        <div className="section ruled">
          <MeasuredTitles />
          <MeasuredEvents />
        </div>
        <div className="section ruled">
          <ReferenceData wide />
        </div>
      </div>
    </>
  )
}
