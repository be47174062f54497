-- Each visit looks for runs of its source that a dead process left open, among years of those that ended.
CREATE INDEX "ingest_runs_running_idx" ON "ingest_runs" ("source_id") WHERE "status" = 'running';
