-- Points at checkout, returns by the shopper, and what the till and imports report.

ALTER TABLE "customer" ALTER COLUMN "email" DROP NOT NULL;
ALTER TABLE "customer" ADD COLUMN "external_ref" TEXT;
ALTER TABLE "customer" ADD COLUMN "imported" BOOLEAN NOT NULL DEFAULT false;
CREATE UNIQUE INDEX "customer_external_ref_key" ON "customer"("external_ref");
ALTER TABLE "customer" ADD CONSTRAINT "customer_known_check"
  CHECK ("email" IS NOT NULL OR "external_ref" IS NOT NULL);

ALTER TABLE "order" ADD COLUMN "points_used" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "order" ADD COLUMN "points_discount" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "order" DROP CONSTRAINT "order_total_check";
ALTER TABLE "order" ADD CONSTRAINT "order_total_check"
  CHECK ("total" = "merchandise" - "discount" - "points_discount" + "shipping");
ALTER TABLE "order" ADD CONSTRAINT "order_points_check"
  CHECK ("points_used" >= 0 AND "points_discount" BETWEEN 0 AND "merchandise" - "discount");

ALTER TABLE "order_line" ADD COLUMN "points_discount" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "return" ADD COLUMN "key" TEXT;
ALTER TABLE "return" ADD COLUMN "refund_status" TEXT NOT NULL DEFAULT 'paid';
ALTER TABLE "return" ADD COLUMN "refund_reference" TEXT;
ALTER TABLE "return" ADD COLUMN "refund_tried_at" TIMESTAMPTZ(3);
ALTER TABLE "return" ADD CONSTRAINT "return_refund_status_check" CHECK ("refund_status" IN ('pending', 'paid'));
DROP INDEX "return_order_id_idx";
CREATE UNIQUE INDEX "return_order_id_key_key" ON "return"("order_id", "key");
CREATE INDEX "return_refund_status_refund_tried_at_idx" ON "return"("refund_status", "refund_tried_at");

ALTER TABLE "return_line" ADD COLUMN "points_back" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "return_line_order_line_id_idx" ON "return_line"("order_line_id");

ALTER TABLE "membership_fact" ADD CONSTRAINT "membership_fact_kind_check"
  CHECK ("kind" IN ('join', 'resign', 'confirm'));

CREATE TABLE "loyalty_entry" (
    "id" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "channel" TEXT NOT NULL,

    CONSTRAINT "loyalty_entry_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "loyalty_entry_kind_check" CHECK ("kind" IN ('purchase', 'return', 'join', 'resign')),
    CONSTRAINT "loyalty_entry_amount_check" CHECK ("amount" >= 0)
);
CREATE INDEX "loyalty_entry_customer_id_at_idx" ON "loyalty_entry"("customer_id", "at");
ALTER TABLE "loyalty_entry" ADD CONSTRAINT "loyalty_entry_customer_id_fkey"
  FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An entry is never changed; it leaves only with the person it is about, in a transaction that says so:
--   SET LOCAL sorento.erasing = 'on'
CREATE FUNCTION "loyalty_entry_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('sorento.erasing', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'loyalty entries are append-only: % refused', TG_OP
    USING HINT = 'A correction is another entry; erasing sets sorento.erasing.';
END
$$;
CREATE TRIGGER "loyalty_entry_append_only" BEFORE UPDATE OR DELETE ON "loyalty_entry"
  FOR EACH ROW EXECUTE FUNCTION "loyalty_entry_append_only"();

-- Points have settings of their own now; a stored programme keeps the meaning it had.
UPDATE "programme_version"
SET "definition" = ("definition" - 'pointsPerUnit')
  || jsonb_build_object('points', jsonb_build_object('perUnit', "definition" -> 'pointsPerUnit'))
WHERE "definition" ? 'pointsPerUnit';
