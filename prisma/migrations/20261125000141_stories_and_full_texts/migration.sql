-- AlterTable
ALTER TABLE "articles" ADD COLUMN     "canonical_url" TEXT,
ADD COLUMN     "page_note" TEXT,
ADD COLUMN     "page_state" TEXT,
ADD COLUMN     "page_tries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "story_id" BIGINT,
ADD COLUMN     "teaser" TEXT;

-- AlterTable
ALTER TABLE "sources" ADD COLUMN     "full_text" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "story_keys" (
    "article_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "keys" INTEGER[],

    CONSTRAINT "story_keys_pkey" PRIMARY KEY ("article_id")
);

-- CreateIndex
CREATE INDEX "story_keys_keys_idx" ON "story_keys" USING GIN ("keys");

-- CreateIndex
CREATE INDEX "articles_story_id_idx" ON "articles"("story_id");

-- AddForeignKey
ALTER TABLE "story_keys" ADD CONSTRAINT "story_keys_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "articles"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "articles" ADD CONSTRAINT "articles_page_state_check" CHECK ("page_state" IN ('wanted', 'read', 'teaser'));
ALTER TABLE "articles" ADD CONSTRAINT "articles_teaser_check" CHECK ("teaser" IS NULL OR "text_from" = 'page');
