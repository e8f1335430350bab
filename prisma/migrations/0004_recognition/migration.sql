-- What the shop learns besides behaviour (wishes, opinions, follows, reviews), how a person takes it back, and what
-- marketers decide about content and order.

ALTER TABLE "customer" ADD COLUMN "erased_at" TIMESTAMPTZ(3);
ALTER TABLE "visitor_link" ADD COLUMN "undone_at" TIMESTAMPTZ(3);
ALTER TABLE "event" ADD COLUMN "house" TEXT, ADD COLUMN "value" TEXT;

-- What was said counts for good and is read whole; what was shown is read by itself. Neither is found among behaviours.
CREATE INDEX "event_contributed_idx" ON "event" ("visitor_id", "at" DESC)
  WHERE "kind" IN ('wish', 'unwish', 'like', 'dislike', 'unlike', 'follow', 'unfollow', 'prefer', 'unprefer', 'rate');
CREATE INDEX "event_exposure_idx" ON "event" ("visitor_id", "at" DESC) WHERE "kind" = 'exposure';

CREATE TABLE "review" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "customer_id" UUID NOT NULL,
    "product" TEXT NOT NULL,
    "rating" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "moved_clock" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "review_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "review_rating_check" CHECK ("rating" BETWEEN 1 AND 5)
);
CREATE UNIQUE INDEX "review_seq_key" ON "review"("seq");
CREATE INDEX "review_product_at_idx" ON "review"("product", "at" DESC);
CREATE INDEX "review_customer_id_idx" ON "review"("customer_id");
ALTER TABLE "review" ADD CONSTRAINT "review_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "review_verdict" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "review_id" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_verdict_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "review_verdict_check" CHECK ("verdict" IN ('shown', 'hidden'))
);
CREATE INDEX "review_verdict_review_id_seq_idx" ON "review_verdict"("review_id", "seq");
ALTER TABLE "review_verdict" ADD CONSTRAINT "review_verdict_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "erasure" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "removed" JSONB NOT NULL,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "erasure_kind_check" CHECK ("kind" IN ('learned', 'account'))
);
CREATE INDEX "erasure_subject_idx" ON "erasure"("subject");

CREATE TABLE "content_piece" (
    "slug" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" UUID,

    CONSTRAINT "content_piece_pkey" PRIMARY KEY ("slug"),
    CONSTRAINT "content_piece_kind_check" CHECK ("kind" IN ('edit', 'promotion', 'story')),
    CONSTRAINT "content_piece_status_check" CHECK ("status" IN ('draft', 'live', 'retired'))
);

CREATE TABLE "merchandising_rule" (
    "id" UUID NOT NULL,
    "definition" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "merchandising_rule_pkey" PRIMARY KEY ("id")
);

-- setting('editorialVersion') becomes another number in the very commit that changes content or merchandising, as the
-- catalogue's does (see 0002_guards).
CREATE SEQUENCE "editorial_version_seq";
SELECT setval('editorial_version_seq', extract(epoch FROM clock_timestamp())::bigint);

CREATE FUNCTION "bump_editorial_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "setting" ("key", "value") VALUES ('editorialVersion', nextval('editorial_version_seq')::text)
    ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value";
  RETURN NULL;
END
$$;

CREATE TRIGGER "content_piece_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "content_piece"
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_editorial_version"();
CREATE TRIGGER "merchandising_rule_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "merchandising_rule"
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_editorial_version"();
