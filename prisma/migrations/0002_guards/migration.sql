-- What the schema language cannot say: amounts that must add up, facts that must not change, and the version number by
-- which every app process notices that the catalogue it holds in memory is no longer the catalogue.

-- ------------------------------------------------------------------------------------------------ numbers that hold

-- The last line of defence behind the conditional update that sells a piece.
ALTER TABLE "variant" ADD CONSTRAINT "variant_stock_check" CHECK ("stock" >= 0);

ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_quantity_check" CHECK ("quantity" BETWEEN 1 AND 99);

ALTER TABLE "order" ADD CONSTRAINT "order_status_check" CHECK ("status" IN ('reserved', 'confirmed', 'released'));
ALTER TABLE "order" ADD CONSTRAINT "order_total_check" CHECK ("total" = "merchandise" - "discount" + "shipping");
ALTER TABLE "order" ADD CONSTRAINT "order_amounts_check"
  CHECK ("discount" BETWEEN 0 AND "merchandise" AND "shipping" >= 0);

ALTER TABLE "order_line" ADD CONSTRAINT "order_line_quantity_check" CHECK ("quantity" >= 1);
ALTER TABLE "return_line" ADD CONSTRAINT "return_line_quantity_check" CHECK ("quantity" >= 1);

-- ---------------------------------------------------------------------------------------------- facts stay as written

-- An event is never changed, and removed only while a person is erased, by a transaction that says so:
--   SET LOCAL sorento.erasing = 'on'
CREATE FUNCTION "event_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('sorento.erasing', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'events are append-only: % refused', TG_OP
    USING HINT = 'A correction is another fact; erasing sets sorento.erasing.';
END
$$;

CREATE TRIGGER "event_append_only" BEFORE UPDATE OR DELETE ON "event"
  FOR EACH ROW EXECUTE FUNCTION "event_append_only"();

-- ------------------------------------------------------------------------------------------- the catalogue's version

-- setting('catalogueVersion') becomes another number in the very commit that changes what the catalogue shows, so a
-- process that sees the number sees the change too.
--
-- The triggers are deferred to the commit. The setting is one row that every such transaction locks; were it locked
-- midway, two orders that each take a last piece could wait for each other (one holding the setting and wanting a
-- variant, the other the reverse). At the commit nothing else is left to lock. Once in a transaction is enough.
--
-- The numbers come from a sequence that no TRUNCATE and no new database winds back, so that an old number cannot come
-- to mean other content.
CREATE SEQUENCE "catalogue_version_seq";
SELECT setval('catalogue_version_seq', extract(epoch FROM clock_timestamp())::bigint);

CREATE FUNCTION "bump_catalogue_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('sorento.catalogue_bumped', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
    PERFORM set_config('sorento.catalogue_bumped', pg_current_xact_id()::text, true);
    INSERT INTO "setting" ("key", "value") VALUES ('catalogueVersion', nextval('catalogue_version_seq')::text)
      ON CONFLICT ("key") DO UPDATE SET "value" = nextval('catalogue_version_seq')::text;
  END IF;
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER "house_version" AFTER INSERT OR DELETE ON "house"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "bump_catalogue_version"();
CREATE CONSTRAINT TRIGGER "house_version_update" AFTER UPDATE ON "house"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW)
  EXECUTE FUNCTION "bump_catalogue_version"();

CREATE CONSTRAINT TRIGGER "category_version" AFTER INSERT OR DELETE ON "category"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "bump_catalogue_version"();
CREATE CONSTRAINT TRIGGER "category_version_update" AFTER UPDATE ON "category"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW)
  EXECUTE FUNCTION "bump_catalogue_version"();

CREATE CONSTRAINT TRIGGER "product_version" AFTER INSERT OR DELETE ON "product"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "bump_catalogue_version"();
CREATE CONSTRAINT TRIGGER "product_version_update" AFTER UPDATE ON "product"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW)
  EXECUTE FUNCTION "bump_catalogue_version"();

CREATE CONSTRAINT TRIGGER "colourway_version" AFTER INSERT OR DELETE ON "colourway"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "bump_catalogue_version"();
CREATE CONSTRAINT TRIGGER "colourway_version_update" AFTER UPDATE ON "colourway"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW)
  EXECUTE FUNCTION "bump_catalogue_version"();

CREATE CONSTRAINT TRIGGER "variant_version" AFTER INSERT OR DELETE ON "variant"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "bump_catalogue_version"();
-- How many are left is read when it matters; only whether any are left is part of what the catalogue shows.
CREATE CONSTRAINT TRIGGER "variant_version_update" AFTER UPDATE ON "variant"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD."stock" > 0) IS DISTINCT FROM (NEW."stock" > 0)
    OR (OLD."sku", OLD."product_slug", OLD."colour_slug", OLD."size", OLD."position")
      IS DISTINCT FROM (NEW."sku", NEW."product_slug", NEW."colour_slug", NEW."size", NEW."position"))
  EXECUTE FUNCTION "bump_catalogue_version"();

-- An emptied catalogue is another catalogue too (TRUNCATE fires no row triggers).
CREATE TRIGGER "house_version_truncate" AFTER TRUNCATE ON "house" EXECUTE FUNCTION "bump_catalogue_version"();
CREATE TRIGGER "category_version_truncate" AFTER TRUNCATE ON "category" EXECUTE FUNCTION "bump_catalogue_version"();
CREATE TRIGGER "product_version_truncate" AFTER TRUNCATE ON "product" EXECUTE FUNCTION "bump_catalogue_version"();
CREATE TRIGGER "colourway_version_truncate" AFTER TRUNCATE ON "colourway" EXECUTE FUNCTION "bump_catalogue_version"();
CREATE TRIGGER "variant_version_truncate" AFTER TRUNCATE ON "variant" EXECUTE FUNCTION "bump_catalogue_version"();
