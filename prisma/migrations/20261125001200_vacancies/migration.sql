-- Vacancies: what the rules of closing, grace and reposts make of postings. Derived, like coverage.
CREATE TABLE "vacancies" (
  "id" BIGINT NOT NULL,
  "company_slug" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "seniority" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "opened_on" DATE NOT NULL,
  "opened_known_exactly" BOOLEAN NOT NULL,
  "closed_on" DATE,
  "closed_known" BOOLEAN NOT NULL,
  "last_seen_on" DATE NOT NULL,
  "open_to" DATE NOT NULL,
  "postings" INTEGER NOT NULL,
  "reposts" INTEGER NOT NULL,
  "posting_ids" BIGINT[],

  CONSTRAINT "vacancies_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "vacancies_company_slug_role_idx" ON "vacancies"("company_slug", "role");

ALTER TABLE "vacancies" ADD CONSTRAINT "vacancies_days_check" CHECK ("opened_on" <= "last_seen_on" AND "last_seen_on" <= "open_to" AND "closed_on" > "last_seen_on");
