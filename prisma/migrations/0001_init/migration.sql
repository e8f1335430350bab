-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "house" (
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "focus" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "style_tags" TEXT[],

    CONSTRAINT "house_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "category" (
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "category_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "product" (
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "house_slug" TEXT NOT NULL,
    "category_slug" TEXT NOT NULL,
    "subcategory" TEXT NOT NULL,
    "price" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "attributes" JSONB NOT NULL,
    "style_tags" TEXT[],
    "description" TEXT NOT NULL,
    "care" TEXT NOT NULL,
    "detail_picture" TEXT NOT NULL,
    "detail_alt" TEXT NOT NULL,
    "detail_colour" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "listed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "colourway" (
    "product_slug" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hex" TEXT NOT NULL,
    "picture" TEXT NOT NULL,
    "alt" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "colourway_pkey" PRIMARY KEY ("product_slug","slug")
);

-- CreateTable
CREATE TABLE "variant" (
    "sku" TEXT NOT NULL,
    "product_slug" TEXT NOT NULL,
    "colour_slug" TEXT NOT NULL,
    "size" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "stock" INTEGER NOT NULL,

    CONSTRAINT "variant_pkey" PRIMARY KEY ("sku")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "role" TEXT NOT NULL DEFAULT 'customer',
    "country" TEXT,
    "seeded" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visitor_link" (
    "id" UUID NOT NULL,
    "visitor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "visitor_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent_choice" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "customer_id" UUID NOT NULL,
    "choice" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_choice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "tx" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "visitor_id" UUID,
    "customer_id" UUID,
    "visit_id" TEXT,
    "product" TEXT,
    "colour" TEXT,
    "category" TEXT,
    "query" TEXT,
    "order_id" UUID,
    "quantity" INTEGER,
    "place" TEXT,
    "channel" TEXT NOT NULL DEFAULT 'web',
    "moved_clock" BOOLEAN NOT NULL DEFAULT false,
    "data" JSONB,
    "dedupe" TEXT,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart" (
    "id" UUID NOT NULL,
    "visitor_id" UUID,
    "customer_id" UUID,

    CONSTRAINT "cart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart_line" (
    "cart_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "price_seen" INTEGER NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cart_line_pkey" PRIMARY KEY ("cart_id","sku")
);

-- CreateTable
CREATE TABLE "order" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "reserved_at" TIMESTAMPTZ(3) NOT NULL,
    "currency" TEXT NOT NULL,
    "merchandise" INTEGER NOT NULL,
    "discount" INTEGER NOT NULL,
    "discount_reason" TEXT,
    "discount_percent" INTEGER,
    "shipping" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "country" TEXT NOT NULL,
    "address" JSONB,
    "payment" JSONB,

    CONSTRAINT "order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "sku" TEXT NOT NULL,
    "product_slug" TEXT NOT NULL,
    "colour_slug" TEXT NOT NULL,
    "size" TEXT NOT NULL,
    "product_name" TEXT NOT NULL,
    "house_name" TEXT NOT NULL,
    "colour_name" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_price" INTEGER NOT NULL,
    "discount" INTEGER NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "return" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "return_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "return_line" (
    "id" UUID NOT NULL,
    "return_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "merchandise" INTEGER NOT NULL,
    "refund" INTEGER NOT NULL,

    CONSTRAINT "return_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programme_version" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "effective_from" TIMESTAMPTZ(3) NOT NULL,
    "definition" JSONB NOT NULL,

    CONSTRAINT "programme_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership_fact" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "order_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "membership_fact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offer_use" (
    "customer_id" UUID NOT NULL,
    "offer" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "offer_use_pkey" PRIMARY KEY ("customer_id","offer")
);

-- CreateIndex
CREATE INDEX "product_category_slug_idx" ON "product"("category_slug");

-- CreateIndex
CREATE INDEX "product_house_slug_idx" ON "product"("house_slug");

-- CreateIndex
CREATE INDEX "variant_product_slug_idx" ON "variant"("product_slug");

-- CreateIndex
CREATE UNIQUE INDEX "customer_email_key" ON "customer"("email");

-- CreateIndex
CREATE INDEX "visitor_link_customer_id_idx" ON "visitor_link"("customer_id");

-- CreateIndex
CREATE INDEX "visitor_link_visitor_id_idx" ON "visitor_link"("visitor_id");

-- CreateIndex
CREATE INDEX "consent_choice_customer_id_seq_idx" ON "consent_choice"("customer_id", "seq");

-- CreateIndex
CREATE INDEX "sign_in_attempt_subject_at_idx" ON "sign_in_attempt"("subject", "at");

-- CreateIndex
CREATE UNIQUE INDEX "event_seq_key" ON "event"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "event_dedupe_key" ON "event"("dedupe");

-- CreateIndex
CREATE INDEX "event_visitor_id_at_idx" ON "event"("visitor_id", "at" DESC);

-- CreateIndex
CREATE INDEX "event_customer_id_at_idx" ON "event"("customer_id", "at" DESC);

-- CreateIndex
CREATE INDEX "event_tx_seq_idx" ON "event"("tx", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "cart_visitor_id_key" ON "cart"("visitor_id");

-- CreateIndex
CREATE UNIQUE INDEX "cart_customer_id_key" ON "cart"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_number_key" ON "order"("number");

-- CreateIndex
CREATE INDEX "order_customer_id_placed_at_idx" ON "order"("customer_id", "placed_at");

-- CreateIndex
CREATE INDEX "order_status_reserved_at_idx" ON "order"("status", "reserved_at");

-- CreateIndex
CREATE UNIQUE INDEX "order_customer_id_key_key" ON "order"("customer_id", "key");

-- CreateIndex
CREATE INDEX "order_line_order_id_idx" ON "order_line"("order_id");

-- CreateIndex
CREATE INDEX "return_order_id_idx" ON "return"("order_id");

-- CreateIndex
CREATE INDEX "return_line_return_id_idx" ON "return_line"("return_id");

-- CreateIndex
CREATE INDEX "programme_version_effective_from_idx" ON "programme_version"("effective_from");

-- CreateIndex
CREATE INDEX "membership_fact_customer_id_at_idx" ON "membership_fact"("customer_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "offer_use_order_id_key" ON "offer_use"("order_id");

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_house_slug_fkey" FOREIGN KEY ("house_slug") REFERENCES "house"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_category_slug_fkey" FOREIGN KEY ("category_slug") REFERENCES "category"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "colourway" ADD CONSTRAINT "colourway_product_slug_fkey" FOREIGN KEY ("product_slug") REFERENCES "product"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "variant" ADD CONSTRAINT "variant_product_slug_fkey" FOREIGN KEY ("product_slug") REFERENCES "product"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visitor_link" ADD CONSTRAINT "visitor_link_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent_choice" ADD CONSTRAINT "consent_choice_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart" ADD CONSTRAINT "cart_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "cart"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return" ADD CONSTRAINT "return_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_line" ADD CONSTRAINT "return_line_return_id_fkey" FOREIGN KEY ("return_id") REFERENCES "return"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_line" ADD CONSTRAINT "return_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_fact" ADD CONSTRAINT "membership_fact_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer_use" ADD CONSTRAINT "offer_use_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


