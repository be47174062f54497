-- Every insert is followed by searches: a list of pending entries, which each search reads whole, costs more than it saves.
ALTER INDEX "story_keys_keys_idx" SET (fastupdate = off);
SELECT gin_clean_pending_list('story_keys_keys_idx'::regclass);
