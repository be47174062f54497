-- CreateTable
CREATE TABLE "frozen_charts" (
    "id" TEXT NOT NULL,
    "chart" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "known_on" DATE NOT NULL,
    "data_version" BIGINT NOT NULL,
    "data_changed_at" TIMESTAMPTZ(3),
    "reference_version" TEXT,
    "rules_version" TEXT NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archive" BYTEA NOT NULL,

    CONSTRAINT "frozen_charts_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "frozen_charts" ADD CONSTRAINT "frozen_charts_id_check" CHECK ("id" ~ '^[a-z2-7]{12}$');
-- An archive is compressed already.
ALTER TABLE "frozen_charts" ALTER COLUMN "archive" SET STORAGE EXTERNAL;
