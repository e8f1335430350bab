-- Experiments and who was exposed to them; lifecycle messages, campaigns, and what people said to both.

ALTER TABLE "customer" ADD COLUMN "first_visitor_id" UUID;
ALTER TABLE "customer" ADD COLUMN "consent_rule" TEXT,
  ADD COLUMN "privacy_control_at" TIMESTAMPTZ(3),
  ADD CONSTRAINT "customer_consent_rule_check" CHECK ("consent_rule" IN ('opt-in', 'opt-out'));
-- Written with the account and never after, but for forgetting it with the person.
CREATE FUNCTION "customer_first_visitor_once"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."first_visitor_id" IS DISTINCT FROM OLD."first_visitor_id" AND NEW."first_visitor_id" IS NOT NULL THEN
    RAISE EXCEPTION 'the first visitor of customer % is written once', OLD."id";
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "customer_first_visitor_once" BEFORE UPDATE OF "first_visitor_id" ON "customer"
  FOR EACH ROW EXECUTE FUNCTION "customer_first_visitor_once"();

CREATE TABLE "experiment" (
    "key" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" UUID,

    CONSTRAINT "experiment_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "experiment_status_check" CHECK ("status" IN ('live', 'paused'))
);
-- Read with content, rules and offers: one version says when any of them, or the share held out of all, has changed.
CREATE TRIGGER "experiment_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "experiment"
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_editorial_version"();
CREATE TRIGGER "holdout_share_set" AFTER INSERT OR UPDATE ON "setting"
  FOR EACH ROW WHEN (NEW."key" = 'holdoutShare') EXECUTE FUNCTION "bump_editorial_version"();
CREATE TRIGGER "holdout_share_unset" AFTER DELETE ON "setting"
  FOR EACH ROW WHEN (OLD."key" = 'holdoutShare') EXECUTE FUNCTION "bump_editorial_version"();

CREATE TABLE "experiment_exposure" (
    "experiment" TEXT NOT NULL,
    "who" UUID NOT NULL,
    "arm" TEXT NOT NULL,
    "customer_id" UUID,
    "counterfactual" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "experiment_exposure_pkey" PRIMARY KEY ("experiment", "who", "arm")
);
CREATE INDEX "experiment_exposure_experiment_at_idx" ON "experiment_exposure"("experiment", "at");
CREATE INDEX "experiment_exposure_customer_id_idx" ON "experiment_exposure"("customer_id");
CREATE INDEX "experiment_exposure_who_idx" ON "experiment_exposure"("who");
ALTER TABLE "experiment_exposure" ADD CONSTRAINT "experiment_exposure_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TRIGGER "experiment_exposure_of_nobody" BEFORE INSERT ON "experiment_exposure"
  FOR EACH ROW WHEN (NEW."customer_id" IS NOT NULL) EXECUTE FUNCTION "leave_out_erased"();

CREATE TABLE "message_trigger" (
    "key" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" UUID,

    CONSTRAINT "message_trigger_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "message_trigger_status_check" CHECK ("status" IN ('live', 'paused'))
);
CREATE TRIGGER "message_trigger_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "message_trigger"
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_editorial_version"();

CREATE TABLE "campaign" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,
    "sent_at" TIMESTAMPTZ(3),
    "sent_by" UUID,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "campaign_status_check" CHECK ("status" IN ('draft', 'sent'))
);

CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "customer_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "campaign_id" UUID,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "arm" TEXT,
    "content" JSONB,
    "why" JSONB NOT NULL,
    "token" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3),
    "claimed_at" TIMESTAMPTZ(3),
    "said" TEXT,
    "moved_clock" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "message_status_check" CHECK ("status" IN ('held', 'queued', 'sending', 'sent', 'kept', 'suppressed')),
    CONSTRAINT "message_reason_check" CHECK (("status" IN ('held', 'suppressed')) = ("reason" IS NOT NULL)),
    CONSTRAINT "message_content_check" CHECK ("status" IN ('held', 'suppressed') OR "content" IS NOT NULL)
);
CREATE UNIQUE INDEX "message_seq_key" ON "message"("seq");
CREATE UNIQUE INDEX "message_token_key" ON "message"("token");
CREATE UNIQUE INDEX "message_customer_id_cause_subject_moved_clock_key" ON "message"("customer_id", "cause", "subject", "moved_clock");
CREATE INDEX "message_customer_id_at_idx" ON "message"("customer_id", "at" DESC);
CREATE INDEX "message_status_seq_idx" ON "message"("status", "seq" DESC);
CREATE INDEX "message_cause_seq_idx" ON "message"("cause", "seq" DESC);
CREATE INDEX "message_reason_seq_idx" ON "message"("reason", "seq" DESC);
CREATE INDEX "message_campaign_id_idx" ON "message"("campaign_id");
-- What is still to be sent is few among many.
CREATE INDEX "message_to_send_idx" ON "message"("due_at", "seq") WHERE "status" IN ('queued', 'sending');
ALTER TABLE "message" ADD CONSTRAINT "message_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "message" ADD CONSTRAINT "message_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TRIGGER "message_of_nobody" BEFORE INSERT ON "message"
  FOR EACH ROW EXECUTE FUNCTION "refuse_erased"();

CREATE TABLE "message_mark" (
    "message_id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_mark_pkey" PRIMARY KEY ("message_id", "what"),
    CONSTRAINT "message_mark_what_check" CHECK ("what" IN ('read', 'dismissed', 'clicked', 'unsubscribed'))
);
ALTER TABLE "message_mark" ADD CONSTRAINT "message_mark_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "message_choice" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "customer_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "message_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "moved_clock" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "message_choice_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "message_choice_choice_check" CHECK ("choice" IN ('on', 'off'))
);
CREATE INDEX "message_choice_customer_id_kind_seq_idx" ON "message_choice"("customer_id", "kind", "seq" DESC);
ALTER TABLE "message_choice" ADD CONSTRAINT "message_choice_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TRIGGER "message_choice_of_nobody" BEFORE INSERT ON "message_choice"
  FOR EACH ROW EXECUTE FUNCTION "refuse_erased"();

CREATE TABLE "mail_refusal" (
    "customer_id" UUID NOT NULL,
    "said" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_refusal_pkey" PRIMARY KEY ("customer_id")
);
ALTER TABLE "mail_refusal" ADD CONSTRAINT "mail_refusal_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TRIGGER "mail_refusal_of_nobody" BEFORE INSERT ON "mail_refusal"
  FOR EACH ROW EXECUTE FUNCTION "refuse_erased"();

-- Staff may read a message to somebody; who does is logged as for every other look.
ALTER TABLE "staff_look" DROP CONSTRAINT "staff_look_what_check";
ALTER TABLE "staff_look" ADD CONSTRAINT "staff_look_what_check" CHECK ("what" IN ('customer', 'compare', 'view-as', 'message'));
