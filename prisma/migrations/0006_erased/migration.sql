-- Erasing a person takes effect at once, also against what was under way at that moment: a form that was sent before, a
-- session that another device still holds. Whoever forgets to ask, nothing is written any more of somebody who is nobody.

-- Who was erased is known by neither e-mail nor number, and then only.
ALTER TABLE "customer" DROP CONSTRAINT "customer_known_check";
ALTER TABLE "customer" ADD CONSTRAINT "customer_known_check" CHECK (CASE WHEN "erased_at" IS NULL
  THEN "email" IS NOT NULL OR "external_ref" IS NOT NULL
  ELSE "email" IS NULL AND "external_ref" IS NULL AND "password_hash" IS NULL END);

-- The row is locked against erasing until the writer ends; while it is being erased the writer waits, and then reads
-- that it is.
CREATE FUNCTION "refuse_erased"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "customer" WHERE "id" = NEW."customer_id" AND "erased_at" IS NULL FOR KEY SHARE;
  -- An unknown customer is the foreign key's to refuse.
  IF NOT FOUND AND EXISTS (SELECT 1 FROM "customer" WHERE "id" = NEW."customer_id") THEN
    RAISE EXCEPTION 'customer % is erased: % refused', NEW."customer_id", TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER "cart_of_nobody" BEFORE INSERT ON "cart"
  FOR EACH ROW WHEN (NEW."customer_id" IS NOT NULL) EXECUTE FUNCTION "refuse_erased"();
CREATE TRIGGER "visitor_link_of_nobody" BEFORE INSERT ON "visitor_link"
  FOR EACH ROW EXECUTE FUNCTION "refuse_erased"();
CREATE TRIGGER "consent_choice_of_nobody" BEFORE INSERT ON "consent_choice"
  FOR EACH ROW EXECUTE FUNCTION "refuse_erased"();
CREATE TRIGGER "order_of_nobody" BEFORE INSERT ON "order"
  FOR EACH ROW EXECUTE FUNCTION "refuse_erased"();
CREATE TRIGGER "review_of_nobody" BEFORE INSERT ON "review"
  FOR EACH ROW EXECUTE FUNCTION "refuse_erased"();
CREATE TRIGGER "membership_fact_of_nobody" BEFORE INSERT ON "membership_fact"
  FOR EACH ROW EXECUTE FUNCTION "refuse_erased"();

-- A fact in the log is left out without a word: no page fails for it. It takes no lock, for it is often written by who
-- holds a cart; the flow that erases waits for those.
CREATE FUNCTION "leave_out_erased"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('sorento.erasing', true) IS DISTINCT FROM 'on'
    AND EXISTS (SELECT 1 FROM "customer" WHERE "id" = NEW."customer_id" AND "erased_at" IS NOT NULL) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER "event_of_nobody" BEFORE INSERT ON "event"
  FOR EACH ROW WHEN (NEW."customer_id" IS NOT NULL) EXECUTE FUNCTION "leave_out_erased"();
