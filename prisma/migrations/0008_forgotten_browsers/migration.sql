-- The browsers of somebody who was erased: links to nobody. Their numbers may still stand in cookies, and in pages that
-- were read before; nobody goes on as them, and nothing that they tell is kept.

ALTER TABLE "visitor_link" ALTER COLUMN "customer_id" DROP NOT NULL;
ALTER TABLE "visitor_link" ADD CONSTRAINT "visitor_link_nobodys_check"
  CHECK ("customer_id" IS NOT NULL OR ("until" IS NOT NULL AND "undone_at" IS NOT NULL));
CREATE INDEX "visitor_link_nobodys_idx" ON "visitor_link"("visitor_id") WHERE "customer_id" IS NULL;

-- Asks when the fact is written, after whoever writes it has waited for the one that erases: a statement's own condition
-- would still see what was there when the waiting began.
CREATE FUNCTION "leave_out_forgotten"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "visitor_link" WHERE "visitor_id" = NEW."visitor_id" AND "customer_id" IS NULL) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER "event_of_forgotten_browser" BEFORE INSERT ON "event"
  FOR EACH ROW WHEN (NEW."visitor_id" IS NOT NULL) EXECUTE FUNCTION "leave_out_forgotten"();
