-- Where those work whose jobs go, and as what, as far as a notice says so: [{place, headcount, titles}].
ALTER TABLE "layoffs" ADD COLUMN "sites" JSONB NOT NULL DEFAULT '[]';
