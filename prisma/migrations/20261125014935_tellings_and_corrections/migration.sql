-- CreateTable
CREATE TABLE "tellings" (
    "id" BIGSERIAL NOT NULL,
    "reader" TEXT NOT NULL,
    "article_id" BIGINT,
    "own_id" TEXT NOT NULL,
    "signal_id" TEXT,
    "type" TEXT NOT NULL,
    "company_slug" TEXT,
    "company_name" TEXT,
    "company_key" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "occurred_precision" TEXT NOT NULL,
    "dated" BOOLEAN NOT NULL,
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
    "fired" JSONB NOT NULL DEFAULT '[]',
    "evidence" JSONB NOT NULL DEFAULT '[]',
    "hash" TEXT NOT NULL,
    "extractor_version" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "dataset_version" TEXT,

    CONSTRAINT "tellings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "corrections" (
    "id" BIGSERIAL NOT NULL,
    "signal_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "before" JSONB NOT NULL DEFAULT 'null',
    "after" JSONB NOT NULL DEFAULT 'null',
    "summary" TEXT NOT NULL,
    "signal_type" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT NOT NULL DEFAULT 'operator',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),
    "undone_why" TEXT,

    CONSTRAINT "corrections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rereadings" (
    "id" BIGSERIAL NOT NULL,
    "version" TEXT NOT NULL,
    "every" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'reading',
    "last_id" BIGINT NOT NULL DEFAULT 0,
    "articles" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "rereadings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staged_articles" (
    "rereading_id" BIGINT NOT NULL,
    "article_id" BIGINT NOT NULL,
    "read" TEXT NOT NULL,
    "tellings" JSONB NOT NULL,

    CONSTRAINT "staged_articles_pkey" PRIMARY KEY ("rereading_id","article_id")
);

-- CreateTable
CREATE TABLE "model_calls" (
    "id" BIGSERIAL NOT NULL,
    "article_id" BIGINT NOT NULL,
    "model" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "latency_ms" INTEGER NOT NULL,
    "prompt_tokens" INTEGER,
    "output_tokens" INTEGER,
    "kept" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "error" JSONB,

    CONSTRAINT "model_calls_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "tellings_article_id_reader_idx" ON "tellings"("article_id", "reader");

-- CreateIndex
CREATE INDEX "tellings_signal_id_idx" ON "tellings"("signal_id");

-- CreateIndex
CREATE INDEX "tellings_own_id_idx" ON "tellings"("own_id");

-- CreateIndex
CREATE INDEX "tellings_company_key_type_idx" ON "tellings"("company_key", "type");

-- CreateIndex
CREATE INDEX "corrections_signal_id_idx" ON "corrections"("signal_id");

-- CreateIndex
CREATE INDEX "corrections_at_idx" ON "corrections"("at" DESC);

-- CreateIndex
CREATE INDEX "rereadings_state_idx" ON "rereadings"("state");

-- CreateIndex
CREATE INDEX "model_calls_at_idx" ON "model_calls"("at" DESC);

-- AddForeignKey
ALTER TABLE "tellings" ADD CONSTRAINT "tellings_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "articles"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tellings" ADD CONSTRAINT "tellings_company_slug_fkey" FOREIGN KEY ("company_slug") REFERENCES "companies"("slug") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staged_articles" ADD CONSTRAINT "staged_articles_rereading_id_fkey" FOREIGN KEY ("rereading_id") REFERENCES "rereadings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "tellings" ADD CONSTRAINT "tellings_reader_check" CHECK ("reader" IN ('rules', 'facts', 'model') AND (("reader" = 'facts') = ("article_id" IS NULL)));
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_action_check" CHECK ("action" IN ('confirm', 'reject', 'roles', 'company', 'type'));
ALTER TABLE "rereadings" ADD CONSTRAINT "rereadings_state_check" CHECK ("state" IN ('reading', 'staged', 'current', 'dropped'));
-- A fact, and each thing that a reader finds in an article, is one row.
CREATE UNIQUE INDEX "tellings_own_key" ON "tellings" ("reader", coalesce("article_id", 0), "own_id");
-- One rereading of a version at a time.
CREATE UNIQUE INDEX "rereadings_open_key" ON "rereadings" ("version", "every") WHERE "state" IN ('reading', 'staged');

-- What the signals that are there rest on. Facts are told again by the next load of the reference data or of their source.
INSERT INTO "tellings" ("reader", "article_id", "own_id", "signal_id", "type", "company_slug", "company_name", "company_key", "occurred_on",
  "occurred_precision", "dated", "known_on", "status", "roles", "skills", "attributes", "direction", "magnitude", "confidence", "summary",
  "rules", "evidence", "hash", "extractor_version", "origin", "dataset_version")
SELECT CASE WHEN e.article_id IS NULL THEN 'facts' ELSE 'rules' END, e.article_id, s.id, s.id, s.type, s.company_slug, s.company_name,
  coalesce(s.company_slug, lower(s.company_name), ''), s.occurred_on, s.occurred_precision, true, s.known_on, s.status, s.roles, s.skills,
  s.attributes, s.direction, s.magnitude, s.confidence, s.summary,
  ARRAY(SELECT r FROM unnest(s.rules) r WHERE (r LIKE 'fact:%') = (e.article_id IS NULL)), e.rows, '', s.extractor_version, s.origin, s.dataset_version
FROM "signals" s
JOIN (
  SELECT signal_id, article_id, jsonb_agg(jsonb_build_object('kind', kind, 'quote', quote, 'start', start_offset, 'end', end_offset,
    'address', address, 'publisher', publisher, 'publishedOn', published_on, 'title', title, 'titleIs', title_is, 'summary', summary,
    'hash', hash) ORDER BY id) AS rows
  FROM "evidence" WHERE (kind = 'quote' AND article_id IS NOT NULL) OR hash LIKE 'fact:%'
  GROUP BY 1, 2
) e ON e.signal_id = s.id
WHERE s.rules <> '{}';
DELETE FROM "reference_set";
