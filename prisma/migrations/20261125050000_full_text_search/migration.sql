-- The words of an article, kept apart from it: they are taken when no visit is under way, so that ingestion does not wait for
-- them. An article without a row here is searched in its own text.
CREATE TABLE "article_words" (
    "article_id" BIGINT NOT NULL,
    "open" tsvector NOT NULL,
    "fetched" tsvector,

    CONSTRAINT "article_words_pkey" PRIMARY KEY ("article_id")
);
CREATE INDEX "article_words_open_idx" ON "article_words" USING GIN ("open");
CREATE INDEX "article_words_fetched_idx" ON "article_words" USING GIN ("fetched");
ALTER TABLE "article_words" ADD CONSTRAINT "article_words_article_id_fkey"
    FOREIGN KEY ("article_id") REFERENCES "articles"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Words of a text that is another now are no words of the article.
-- (\x3B is a semicolon: the engine that runs migrations takes every other one for the end of a statement.)
CREATE FUNCTION "forget_article_words"() RETURNS trigger LANGUAGE plpgsql AS
    E'BEGIN DELETE FROM article_words WHERE article_id = NEW.id\x3B RETURN NULL\x3B END';
CREATE TRIGGER "articles_forget_words"
    AFTER UPDATE OF title, summary, teaser, text, text_from ON "articles"
    FOR EACH ROW
    WHEN ((OLD.title, OLD.summary, OLD.teaser, OLD.text, OLD.text_from)
        IS DISTINCT FROM (NEW.title, NEW.summary, NEW.teaser, NEW.text, NEW.text_from))
    EXECUTE FUNCTION "forget_article_words"();

-- A signal's sentence and the words of its evidence are short: their indexes are kept with them.
CREATE INDEX "signals_words_idx" ON "signals"
    USING GIN (to_tsvector('english', "type" || ' ' || "summary" || ' ' || coalesce("company_name", '')));
CREATE INDEX "evidence_words_idx" ON "evidence"
    USING GIN (to_tsvector('english', coalesce("title", '') || ' ' || coalesce("quote", '') || ' ' || coalesce("summary", '')));
