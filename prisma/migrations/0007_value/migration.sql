-- Customer value: answers, snapshots of the base, lifecycle offers and what was promised by them, and looks at people.

CREATE TABLE "customer_answer" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "customer_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "value" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_answer_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "customer_answer_question_check" CHECK ("question" IN ('birthday-month', 'time-zone', 'language'))
);
CREATE INDEX "customer_answer_customer_id_question_seq_idx" ON "customer_answer"("customer_id", "question", "seq" DESC);
ALTER TABLE "customer_answer" ADD CONSTRAINT "customer_answer_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TRIGGER "customer_answer_of_nobody" BEFORE INSERT ON "customer_answer"
  FOR EACH ROW EXECUTE FUNCTION "refuse_erased"();

CREATE TABLE "value_run" (
    "id" UUID NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "base" JSONB NOT NULL,
    "report" JSONB NOT NULL,

    CONSTRAINT "value_run_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "value_run_as_of_key" ON "value_run"("as_of");

CREATE TABLE "value_row" (
    "run_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "rank" INTEGER NOT NULL,
    "percentile" DOUBLE PRECISION NOT NULL,
    "segment" TEXT NOT NULL,
    "at_risk" BOOLEAN NOT NULL,
    "trend" TEXT NOT NULL,
    "tier" TEXT,
    "orders" INTEGER NOT NULL,
    "spend" BIGINT NOT NULL,
    "expected_90" DOUBLE PRECISION,
    "last_at" TIMESTAMPTZ(3),
    "scores" DOUBLE PRECISION[],

    CONSTRAINT "value_row_pkey" PRIMARY KEY ("customer_id", "run_id"),
    CONSTRAINT "value_row_segment_check" CHECK ("segment" IN ('prospect', 'one-timer', 'repeat', 'vip')),
    CONSTRAINT "value_row_trend_check" CHECK ("trend" IN ('rising', 'steady', 'declining'))
);
CREATE INDEX "value_row_run_id_score_customer_id_idx" ON "value_row"("run_id", "score" DESC, "customer_id");
CREATE INDEX "value_row_run_id_segment_score_customer_id_idx" ON "value_row"("run_id", "segment", "score" DESC, "customer_id");
-- Where most are alike, only the others are found by an index: a batch writes all of its rows at once.
CREATE INDEX "value_row_run_id_tier_score_customer_id_idx" ON "value_row"("run_id", "tier", "score" DESC, "customer_id")
  WHERE "tier" IS NOT NULL;
CREATE INDEX "value_row_run_id_trend_score_customer_id_idx" ON "value_row"("run_id", "trend", "score" DESC, "customer_id")
  WHERE "trend" <> 'steady';
CREATE INDEX "value_row_run_id_at_risk_score_customer_id_idx" ON "value_row"("run_id", "score" DESC, "customer_id")
  WHERE "at_risk";
ALTER TABLE "value_row" ADD CONSTRAINT "value_row_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "value_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "value_row" ADD CONSTRAINT "value_row_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "staff_look" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "staff_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_look_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "staff_look_what_check" CHECK ("what" IN ('customer', 'compare', 'view-as'))
);
CREATE INDEX "staff_look_customer_id_seq_idx" ON "staff_look"("customer_id", "seq");
CREATE INDEX "staff_look_staff_id_seq_idx" ON "staff_look"("staff_id", "seq");

CREATE FUNCTION "staff_look_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'looks at people are append-only: % refused', TG_OP;
END
$$;
CREATE TRIGGER "staff_look_append_only" BEFORE UPDATE OR DELETE ON "staff_look"
  FOR EACH ROW EXECUTE FUNCTION "staff_look_append_only"();

CREATE TABLE "lifecycle_offer" (
    "key" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" UUID,

    CONSTRAINT "lifecycle_offer_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "lifecycle_offer_status_check" CHECK ("status" IN ('live', 'paused'))
);
-- Offers are read with content and rules: one version says when any of them has changed.
CREATE TRIGGER "lifecycle_offer_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "lifecycle_offer"
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_editorial_version"();

CREATE TABLE "offer_grant" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "offer" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "earned_by" UUID,
    "visitor_id" UUID NOT NULL,
    "benefits" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "moved_clock" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "offer_grant_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "offer_grant_dates_check" CHECK ("until" > "at")
);
CREATE UNIQUE INDEX "offer_grant_customer_id_offer_subject_key" ON "offer_grant"("customer_id", "offer", "subject");
CREATE INDEX "offer_grant_offer_at_idx" ON "offer_grant"("offer", "at");
CREATE INDEX "offer_grant_visitor_id_idx" ON "offer_grant"("visitor_id");
ALTER TABLE "offer_grant" ADD CONSTRAINT "offer_grant_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TRIGGER "offer_grant_of_nobody" BEFORE INSERT ON "offer_grant"
  FOR EACH ROW EXECUTE FUNCTION "refuse_erased"();

-- A promise is never changed; it leaves only with the person it was made to.
CREATE FUNCTION "offer_grant_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('sorento.erasing', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'granted offers are append-only: % refused', TG_OP;
END
$$;
CREATE TRIGGER "offer_grant_append_only" BEFORE UPDATE OR DELETE ON "offer_grant"
  FOR EACH ROW EXECUTE FUNCTION "offer_grant_append_only"();

-- An order may take a gift beside its percentage, and points on top of what it earns; what lies in its
-- parcel stands on it.
DROP INDEX "offer_use_order_id_key";
CREATE INDEX "offer_use_order_id_idx" ON "offer_use"("order_id");
ALTER TABLE "order" ADD COLUMN "bonus_points" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "extras" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- A second account in one browser has no second first order: as which visitor a browser went on.
CREATE TABLE "visitor_succession" (
    "visitor_id" UUID NOT NULL,
    "browser_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visitor_succession_pkey" PRIMARY KEY ("visitor_id")
);
CREATE INDEX "visitor_succession_browser_id_idx" ON "visitor_succession"("browser_id");

-- The studio finds a customer by part of a name or an e-mail.
CREATE INDEX "customer_name_trgm_idx" ON "customer" USING gin (lower("name") gin_trgm_ops);
CREATE INDEX "customer_email_trgm_idx" ON "customer" USING gin (lower("email") gin_trgm_ops);
