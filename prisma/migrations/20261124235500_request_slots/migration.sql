-- What a source asks of its visitors, and the one clock by which all processes share a publisher's rate.
ALTER TABLE "sources" ADD COLUMN "manners" JSONB;

CREATE TABLE "request_slots" (
  "publisher" TEXT NOT NULL,
  "next_at" TIMESTAMPTZ(6) NOT NULL,

  CONSTRAINT "request_slots_pkey" PRIMARY KEY ("publisher")
);
