-- CreateTable
CREATE TABLE "sources" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '{}',
    "company_slug" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_check_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_checked_at" TIMESTAMPTZ(3),
    "last_ok_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_error" JSONB,
    "origin" TEXT NOT NULL DEFAULT 'ingest',

    CONSTRAINT "sources_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ingest_runs" (
    "id" BIGSERIAL NOT NULL,
    "source_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'running',
    "seen" INTEGER NOT NULL DEFAULT 0,
    "new" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "message" TEXT,
    "error" JSONB,

    CONSTRAINT "ingest_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "raw_documents" (
    "id" BIGSERIAL NOT NULL,
    "source_id" TEXT NOT NULL,
    "run_id" BIGINT,
    "url" TEXT NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "http_status" INTEGER NOT NULL,
    "content_type" TEXT,
    "etag" TEXT,
    "last_modified" TEXT,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "raw_documents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rejects" (
    "id" BIGSERIAL NOT NULL,
    "source_id" TEXT,
    "run_id" BIGINT,
    "document_id" BIGINT,
    "kind" TEXT NOT NULL,
    "position" TEXT,
    "code" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "next" TEXT,
    "raw" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "rejects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "companies" (
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "legal_name" TEXT,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "segment" TEXT NOT NULL DEFAULT 'other',
    "hq_city" TEXT,
    "hq_country" TEXT,
    "founded" INTEGER,
    "website" TEXT,
    "cik" TEXT,
    "ticker" TEXT,
    "exchange" TEXT,
    "listed_on" DATE,
    "note" TEXT,
    "source_url" TEXT,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "companies_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "boards" (
    "id" SERIAL NOT NULL,
    "company_slug" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "active_from" DATE,
    "active_to" DATE,
    "successor_id" INTEGER,
    "note" TEXT,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "boards_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "readings" (
    "id" BIGSERIAL NOT NULL,
    "board_id" INTEGER NOT NULL,
    "read_on" DATE NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "reader" TEXT NOT NULL,
    "completeness" TEXT NOT NULL,
    "count" INTEGER,
    "best" BOOLEAN NOT NULL DEFAULT false,
    "postings_kept" BOOLEAN NOT NULL DEFAULT false,
    "doubt" TEXT,
    "source" TEXT,
    "commit" TEXT,
    "licence" TEXT,
    "note" TEXT,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "readings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "postings" (
    "id" BIGSERIAL NOT NULL,
    "board_id" INTEGER NOT NULL,
    "company_slug" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "team" TEXT,
    "location" TEXT,
    "workplace" TEXT,
    "employment_type" TEXT,
    "published_on" DATE,
    "first_seen" DATE NOT NULL,
    "last_seen" DATE NOT NULL,
    "url" TEXT,
    "pay_min_minor" BIGINT,
    "pay_max_minor" BIGINT,
    "pay_currency" TEXT,
    "pay_period" TEXT,
    "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "text_read" BOOLEAN NOT NULL DEFAULT false,
    "description_hash" TEXT,
    "role" TEXT NOT NULL,
    "role_confidence" DOUBLE PRECISION NOT NULL,
    "seniority" TEXT NOT NULL,
    "rules_version" TEXT NOT NULL,
    "reader" TEXT,
    "source" TEXT,
    "licence" TEXT,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "postings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spells" (
    "posting_id" BIGINT NOT NULL,
    "reader" TEXT NOT NULL,
    "first_day" DATE NOT NULL,
    "last_day" DATE NOT NULL,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "spells_pkey" PRIMARY KEY ("posting_id","reader","first_day")
);

-- CreateTable
CREATE TABLE "coverage" (
    "board_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "count" INTEGER,
    "basis" TEXT,
    "reader" TEXT NOT NULL,
    "completeness" TEXT NOT NULL,
    "break_before" TEXT,
    "role_state" TEXT NOT NULL DEFAULT 'none',
    "role_reader" TEXT,
    "role_completeness" TEXT,
    "role_break_before" TEXT,

    CONSTRAINT "coverage_pkey" PRIMARY KEY ("board_id","day")
);

-- CreateTable
CREATE TABLE "openings_day" (
    "board_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "role" TEXT NOT NULL,
    "openings" INTEGER NOT NULL,
    "listed" INTEGER NOT NULL,

    CONSTRAINT "openings_day_pkey" PRIMARY KEY ("board_id","day","role")
);

-- CreateTable
CREATE TABLE "openings_week" (
    "company_slug" TEXT NOT NULL,
    "week" DATE NOT NULL,
    "role" TEXT NOT NULL,
    "openings_sum" BIGINT NOT NULL,
    "covered_days" INTEGER NOT NULL,
    "listed" INTEGER NOT NULL,

    CONSTRAINT "openings_week_pkey" PRIMARY KEY ("company_slug","week","role")
);

-- CreateTable
CREATE TABLE "signals_day" (
    "day" DATE NOT NULL,
    "type" TEXT NOT NULL,
    "company_slug" TEXT NOT NULL,
    "signals" INTEGER NOT NULL,

    CONSTRAINT "signals_day_pkey" PRIMARY KEY ("day","type","company_slug")
);

-- CreateTable
CREATE TABLE "filings" (
    "id" BIGSERIAL NOT NULL,
    "company_slug" TEXT,
    "company_name" TEXT NOT NULL,
    "cik" TEXT NOT NULL,
    "accession" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "filed_on" DATE NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "known_on" DATE NOT NULL,
    "description" TEXT,
    "url" TEXT NOT NULL,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "filings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ipo_milestones" (
    "id" BIGSERIAL NOT NULL,
    "company_slug" TEXT,
    "company_name" TEXT NOT NULL,
    "milestone" TEXT NOT NULL,
    "occurred_on" TEXT NOT NULL,
    "occurred_from" DATE NOT NULL,
    "known_on" DATE NOT NULL,
    "form" TEXT,
    "accession" TEXT,
    "exchange" TEXT,
    "ticker" TEXT,
    "currency" TEXT,
    "price_minor" BIGINT,
    "price_low_minor" BIGINT,
    "price_high_minor" BIGINT,
    "shares" BIGINT,
    "proceeds_usd_minor" BIGINT,
    "valuation_usd_minor" BIGINT,
    "banks" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "window" TEXT,
    "note" TEXT,
    "source_url" TEXT NOT NULL,
    "source_published_on" TEXT,
    "source_title" TEXT,
    "grade" TEXT,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "ipo_milestones_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "funding_rounds" (
    "id" BIGSERIAL NOT NULL,
    "company_slug" TEXT NOT NULL,
    "announced_on" DATE NOT NULL,
    "known_on" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "amount_minor" BIGINT,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "amount_is" TEXT,
    "valuation_minor" BIGINT,
    "valuation_is" TEXT,
    "lead_investors" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "investors" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "part_of_id" BIGINT,
    "note" TEXT,
    "grade" TEXT,
    "source_url" TEXT NOT NULL,
    "source_title" TEXT,
    "source_published_on" TEXT,
    "second_source_url" TEXT,
    "filing_id" BIGINT,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "funding_rounds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "totals_raised" (
    "id" BIGSERIAL NOT NULL,
    "company_slug" TEXT NOT NULL,
    "as_of" DATE NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "amount_is" TEXT,
    "source" TEXT NOT NULL,
    "investors" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "totals_raised_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "capacity" (
    "id" BIGSERIAL NOT NULL,
    "company_slug" TEXT NOT NULL,
    "announced_on" DATE NOT NULL,
    "known_on" DATE NOT NULL,
    "what" TEXT NOT NULL,
    "megawatts" DOUBLE PRECISION,
    "gpus" INTEGER,
    "value_minor" BIGINT,
    "currency" TEXT,
    "counterparty" TEXT,
    "location" TEXT,
    "status" TEXT NOT NULL,
    "source_url" TEXT NOT NULL,
    "source_published_on" TEXT,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "capacity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "layoffs" (
    "id" BIGSERIAL NOT NULL,
    "company_slug" TEXT NOT NULL,
    "announced_on" DATE NOT NULL,
    "known_on" DATE NOT NULL,
    "headcount" INTEGER,
    "percent" DOUBLE PRECISION,
    "source_url" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "layoffs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "series" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "frequency" TEXT NOT NULL,
    "seasonally_adjusted" BOOLEAN NOT NULL,
    "publisher" TEXT NOT NULL,
    "licence" TEXT,
    "url" TEXT,
    "decimals" INTEGER NOT NULL DEFAULT 1,
    "note" TEXT,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "observations" (
    "series_id" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "period_start" DATE NOT NULL,
    "vintage" DATE NOT NULL,
    "value" DECIMAL(20,6),
    "estimate" TEXT,
    "source_url" TEXT,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "observations_pkey" PRIMARY KEY ("series_id","period","vintage")
);

-- CreateTable
CREATE TABLE "releases" (
    "id" BIGSERIAL NOT NULL,
    "agency" TEXT NOT NULL,
    "release" TEXT NOT NULL,
    "period" TEXT,
    "scheduled_on" DATE NOT NULL,
    "time_local" TEXT,
    "time_zone" TEXT,
    "source_url" TEXT,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "releases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hn_terms" (
    "month" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "term" TEXT NOT NULL,
    "posts" INTEGER NOT NULL,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "hn_terms_pkey" PRIMARY KEY ("month","source","term")
);

-- CreateTable
CREATE TABLE "articles" (
    "id" BIGSERIAL NOT NULL,
    "url" TEXT NOT NULL,
    "publisher" TEXT NOT NULL,
    "published_on" DATE,
    "published_at" TIMESTAMPTZ(3),
    "published_text" TEXT,
    "known_on" DATE NOT NULL,
    "title" TEXT NOT NULL,
    "title_is" TEXT NOT NULL DEFAULT 'published',
    "author" TEXT,
    "summary" TEXT,
    "topics" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "text" TEXT,
    "html" TEXT,
    "text_from" TEXT NOT NULL DEFAULT 'none',
    "text_hash" TEXT,
    "source_id" TEXT,
    "document_id" BIGINT,
    "extracted_with" TEXT,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "articles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signals" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "company_slug" TEXT,
    "company_name" TEXT,
    "occurred_on" DATE NOT NULL,
    "occurred_precision" TEXT NOT NULL DEFAULT 'day',
    "known_on" DATE NOT NULL,
    "status" TEXT NOT NULL,
    "roles" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "direction" TEXT,
    "magnitude" DOUBLE PRECISION,
    "confidence" DOUBLE PRECISION NOT NULL,
    "summary" TEXT NOT NULL,
    "rules" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "extractor_version" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "signals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signal_aliases" (
    "alias" TEXT NOT NULL,
    "signal_id" TEXT NOT NULL,

    CONSTRAINT "signal_aliases_pkey" PRIMARY KEY ("alias")
);

-- CreateTable
CREATE TABLE "evidence" (
    "id" BIGSERIAL NOT NULL,
    "signal_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "article_id" BIGINT,
    "quote" TEXT,
    "start_offset" INTEGER,
    "end_offset" INTEGER,
    "address" TEXT,
    "publisher" TEXT,
    "published_on" TEXT,
    "title" TEXT,
    "title_is" TEXT,
    "summary" TEXT,
    "hash" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_version" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "version" BIGINT NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "data_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reference_set" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "version" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reference_set_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "sources_address_key" ON "sources"("address");

-- CreateIndex
CREATE INDEX "sources_enabled_next_check_at_idx" ON "sources"("enabled", "next_check_at");

-- CreateIndex
CREATE INDEX "ingest_runs_source_id_started_at_idx" ON "ingest_runs"("source_id", "started_at" DESC);

-- CreateIndex
CREATE INDEX "raw_documents_source_id_url_fetched_at_idx" ON "raw_documents"("source_id", "url", "fetched_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "raw_documents_source_id_url_sha256_key" ON "raw_documents"("source_id", "url", "sha256");

-- CreateIndex
CREATE INDEX "rejects_source_id_created_at_idx" ON "rejects"("source_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "rejects_hash_key" ON "rejects"("hash");

-- CreateIndex
CREATE INDEX "companies_cik_idx" ON "companies"("cik");

-- CreateIndex
CREATE INDEX "boards_company_slug_idx" ON "boards"("company_slug");

-- CreateIndex
CREATE UNIQUE INDEX "boards_kind_token_key" ON "boards"("kind", "token");

-- CreateIndex
CREATE INDEX "readings_read_on_idx" ON "readings"("read_on");

-- CreateIndex
CREATE UNIQUE INDEX "readings_board_id_read_on_reader_key" ON "readings"("board_id", "read_on", "reader");

-- CreateIndex
CREATE INDEX "postings_company_slug_role_idx" ON "postings"("company_slug", "role");

-- CreateIndex
CREATE INDEX "postings_role_first_seen_idx" ON "postings"("role", "first_seen");

-- CreateIndex
CREATE INDEX "postings_first_seen_idx" ON "postings"("first_seen");

-- CreateIndex
CREATE UNIQUE INDEX "postings_board_id_external_id_key" ON "postings"("board_id", "external_id");

-- CreateIndex
CREATE INDEX "spells_first_day_last_day_idx" ON "spells"("first_day", "last_day");

-- CreateIndex
CREATE INDEX "coverage_day_idx" ON "coverage"("day");

-- CreateIndex
CREATE INDEX "openings_day_day_role_idx" ON "openings_day"("day", "role");

-- CreateIndex
CREATE INDEX "openings_week_week_role_idx" ON "openings_week"("week", "role");

-- CreateIndex
CREATE UNIQUE INDEX "filings_accession_key" ON "filings"("accession");

-- CreateIndex
CREATE INDEX "filings_company_slug_filed_on_idx" ON "filings"("company_slug", "filed_on");

-- CreateIndex
CREATE INDEX "ipo_milestones_company_slug_idx" ON "ipo_milestones"("company_slug");

-- CreateIndex
CREATE INDEX "ipo_milestones_known_on_idx" ON "ipo_milestones"("known_on");

-- CreateIndex
CREATE UNIQUE INDEX "ipo_milestones_company_name_milestone_occurred_on_source_ur_key" ON "ipo_milestones"("company_name", "milestone", "occurred_on", "source_url");

-- CreateIndex
CREATE INDEX "funding_rounds_announced_on_idx" ON "funding_rounds"("announced_on");

-- CreateIndex
CREATE UNIQUE INDEX "funding_rounds_company_slug_announced_on_kind_stage_amount__key" ON "funding_rounds"("company_slug", "announced_on", "kind", "stage", "amount_minor");

-- CreateIndex
CREATE UNIQUE INDEX "totals_raised_company_slug_as_of_source_key" ON "totals_raised"("company_slug", "as_of", "source");

-- CreateIndex
CREATE UNIQUE INDEX "capacity_company_slug_announced_on_what_source_url_key" ON "capacity"("company_slug", "announced_on", "what", "source_url");

-- CreateIndex
CREATE UNIQUE INDEX "layoffs_company_slug_announced_on_source_url_key" ON "layoffs"("company_slug", "announced_on", "source_url");

-- CreateIndex
CREATE INDEX "observations_series_id_period_start_vintage_idx" ON "observations"("series_id", "period_start", "vintage");

-- CreateIndex
CREATE INDEX "releases_scheduled_on_idx" ON "releases"("scheduled_on");

-- CreateIndex
CREATE UNIQUE INDEX "releases_agency_release_scheduled_on_key" ON "releases"("agency", "release", "scheduled_on");

-- CreateIndex
CREATE UNIQUE INDEX "articles_url_key" ON "articles"("url");

-- CreateIndex
CREATE INDEX "articles_published_on_idx" ON "articles"("published_on" DESC);

-- CreateIndex
CREATE INDEX "articles_extracted_with_idx" ON "articles"("extracted_with");

-- CreateIndex
CREATE INDEX "signals_type_occurred_on_idx" ON "signals"("type", "occurred_on" DESC);

-- CreateIndex
CREATE INDEX "signals_company_slug_occurred_on_idx" ON "signals"("company_slug", "occurred_on" DESC);

-- CreateIndex
CREATE INDEX "signals_known_on_occurred_on_idx" ON "signals"("known_on", "occurred_on");

-- CreateIndex
CREATE INDEX "signals_occurred_on_idx" ON "signals"("occurred_on" DESC);

-- CreateIndex
CREATE INDEX "evidence_article_id_idx" ON "evidence"("article_id");

-- CreateIndex
CREATE UNIQUE INDEX "evidence_signal_id_hash_key" ON "evidence"("signal_id", "hash");

-- AddForeignKey
ALTER TABLE "sources" ADD CONSTRAINT "sources_company_slug_fkey" FOREIGN KEY ("company_slug") REFERENCES "companies"("slug") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ingest_runs" ADD CONSTRAINT "ingest_runs_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "raw_documents" ADD CONSTRAINT "raw_documents_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "raw_documents" ADD CONSTRAINT "raw_documents_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "ingest_runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rejects" ADD CONSTRAINT "rejects_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rejects" ADD CONSTRAINT "rejects_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "ingest_runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rejects" ADD CONSTRAINT "rejects_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "raw_documents"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "boards" ADD CONSTRAINT "boards_company_slug_fkey" FOREIGN KEY ("company_slug") REFERENCES "companies"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "boards" ADD CONSTRAINT "boards_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "boards"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "readings" ADD CONSTRAINT "readings_board_id_fkey" FOREIGN KEY ("board_id") REFERENCES "boards"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "postings" ADD CONSTRAINT "postings_board_id_fkey" FOREIGN KEY ("board_id") REFERENCES "boards"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "postings" ADD CONSTRAINT "postings_company_slug_fkey" FOREIGN KEY ("company_slug") REFERENCES "companies"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spells" ADD CONSTRAINT "spells_posting_id_fkey" FOREIGN KEY ("posting_id") REFERENCES "postings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coverage" ADD CONSTRAINT "coverage_board_id_fkey" FOREIGN KEY ("board_id") REFERENCES "boards"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filings" ADD CONSTRAINT "filings_company_slug_fkey" FOREIGN KEY ("company_slug") REFERENCES "companies"("slug") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ipo_milestones" ADD CONSTRAINT "ipo_milestones_company_slug_fkey" FOREIGN KEY ("company_slug") REFERENCES "companies"("slug") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funding_rounds" ADD CONSTRAINT "funding_rounds_company_slug_fkey" FOREIGN KEY ("company_slug") REFERENCES "companies"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funding_rounds" ADD CONSTRAINT "funding_rounds_part_of_id_fkey" FOREIGN KEY ("part_of_id") REFERENCES "funding_rounds"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "totals_raised" ADD CONSTRAINT "totals_raised_company_slug_fkey" FOREIGN KEY ("company_slug") REFERENCES "companies"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "capacity" ADD CONSTRAINT "capacity_company_slug_fkey" FOREIGN KEY ("company_slug") REFERENCES "companies"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "layoffs" ADD CONSTRAINT "layoffs_company_slug_fkey" FOREIGN KEY ("company_slug") REFERENCES "companies"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "observations" ADD CONSTRAINT "observations_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "articles" ADD CONSTRAINT "articles_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "articles" ADD CONSTRAINT "articles_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "raw_documents"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signals" ADD CONSTRAINT "signals_company_slug_fkey" FOREIGN KEY ("company_slug") REFERENCES "companies"("slug") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signal_aliases" ADD CONSTRAINT "signal_aliases_signal_id_fkey" FOREIGN KEY ("signal_id") REFERENCES "signals"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_signal_id_fkey" FOREIGN KEY ("signal_id") REFERENCES "signals"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "articles"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Words that are sets. Text with a check rather than an enum: SQL on the hot paths needs no casts, and a new word is one line.
ALTER TABLE "ingest_runs" ADD CONSTRAINT "ingest_runs_status_check" CHECK ("status" IN ('running', 'ok', 'not-modified', 'failed', 'interrupted'));
ALTER TABLE "ingest_runs" ADD CONSTRAINT "ingest_runs_counts_check" CHECK ("status" = 'running' OR "seen" = "new" + "changed" + "unchanged" + "rejected");
ALTER TABLE "readings" ADD CONSTRAINT "readings_completeness_check" CHECK ("completeness" IN ('whole', 'partial', 'capped', 'unknown'));
ALTER TABLE "readings" ADD CONSTRAINT "readings_count_check" CHECK ("count" >= 0 AND ("completeness" <> 'unknown' OR "count" IS NULL));
ALTER TABLE "coverage" ADD CONSTRAINT "coverage_state_check" CHECK ("state" IN ('good', 'suspect', 'none') AND "role_state" IN ('good', 'suspect', 'none'));
ALTER TABLE "coverage" ADD CONSTRAINT "coverage_basis_check" CHECK ("basis" IN ('count', 'postings'));
ALTER TABLE "spells" ADD CONSTRAINT "spells_days_check" CHECK ("first_day" <= "last_day");
ALTER TABLE "postings" ADD CONSTRAINT "postings_days_check" CHECK ("first_seen" <= "last_seen");
ALTER TABLE "funding_rounds" ADD CONSTRAINT "funding_rounds_kind_check" CHECK ("kind" IN ('equity', 'debt', 'strategic'));
ALTER TABLE "ipo_milestones" ADD CONSTRAINT "ipo_milestones_milestone_check" CHECK ("milestone" IN ('reported', 'confidential', 'filed', 'amended', 'range', 'priced', 'listed', 'postponed', 'withdrawn'));
ALTER TABLE "articles" ADD CONSTRAINT "articles_title_is_check" CHECK ("title_is" IN ('published', 'rebuilt'));
ALTER TABLE "signals" ADD CONSTRAINT "signals_type_check" CHECK ("type" IN ('hiring', 'layoff', 'funding', 'ipo', 'capacity', 'compensation', 'engagement', 'macro'));
ALTER TABLE "signals" ADD CONSTRAINT "signals_status_check" CHECK ("status" IN ('rumoured', 'reported', 'planned', 'completed', 'denied', 'cancelled'));
ALTER TABLE "signals" ADD CONSTRAINT "signals_confidence_check" CHECK ("confidence" BETWEEN 0 AND 1);
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_kind_check" CHECK (("kind" = 'quote' AND "quote" IS NOT NULL) OR ("kind" = 'record' AND "quote" IS NULL));
ALTER TABLE "data_version" ADD CONSTRAINT "data_version_one_row_check" CHECK ("id" = 1);
ALTER TABLE "reference_set" ADD CONSTRAINT "reference_set_one_row_check" CHECK ("id" = 1);

INSERT INTO "data_version" ("id", "version") VALUES (1, 1);
