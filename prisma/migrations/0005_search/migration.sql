-- Text search: one document per piece, and the words by which slips of the pen are put right.
--
-- Both are projections of the catalogue, kept by the statements that change it: whoever sees a piece finds it, and no
-- job has to run. They carry nothing that the catalogue does not; docs/search.md says how to build them anew.

-- Both extensions are trusted: the owner of the database may create them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- English word stems without stop words: "off" is a word of ours ("off shoulder"). Which words of a query say nothing
-- is decided where the query is read (lib/catalog/words.ts).
CREATE TEXT SEARCH DICTIONARY "sorento_stem" (TEMPLATE = snowball, Language = english);
CREATE TEXT SEARCH CONFIGURATION "sorento" (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION "sorento" ALTER MAPPING FOR asciiword, word, numword WITH "sorento_stem";

-- Words with single spaces between them: lower case, no accents, no punctuation. The characters to drop are named, since
-- what counts as a letter depends on the database's locale.
CREATE FUNCTION "search_plain"(input text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(replace(lower(unaccent(input)), '''', ''),
    '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g'))
$$;

-- The stems of a text, each once.
CREATE FUNCTION "search_stems"(input text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT tsvector_to_array(to_tsvector('sorento', search_plain(input)))
$$;

-- A query for all of some stems, in the places given by their weights ("AB"; "" is anywhere). A stem that ends in * is the
-- beginning of one. Stems are letters and digits alone, so that quoting them is enough.
CREATE FUNCTION "search_query"(stems text[], places text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg('''' || rtrim(stem, '*') || ''''
    || rtrim(':' || coalesce(substring(stem FROM '\*$'), '') || places, ':'), ' & ')::tsquery
  FROM unnest(stems) AS stem
$$;

-- A word's letters in the order of the alphabet: equal for words that differ by letters changing places ("gwon").
CREATE FUNCTION "search_letters"(word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg(letter, '' ORDER BY letter COLLATE "C") FROM regexp_split_to_table(word, '') AS letter
$$;

CREATE TABLE "search_document" (
    "product_slug" TEXT NOT NULL,
    "document" tsvector NOT NULL,

    CONSTRAINT "search_document_pkey" PRIMARY KEY ("product_slug")
);
CREATE INDEX "search_document_document_idx" ON "search_document" USING GIN ("document");

-- Every word of names, houses, kinds, colours, attributes and tags that ever stood in the catalogue. One that no piece
-- has any more is passed over when it is read: what finds nothing is never offered.
CREATE TABLE "search_word" (
    "word" TEXT NOT NULL,
    "stem" TEXT NOT NULL,
    "letters" TEXT NOT NULL,

    CONSTRAINT "search_word_pkey" PRIMARY KEY ("word")
);
CREATE INDEX "search_word_word_idx" ON "search_word" USING GIN ("word" gin_trgm_ops);
CREATE INDEX "search_word_letters_idx" ON "search_word"("letters");

-- Writes the documents of some pieces anew. Weights: A name and house, B kind, colour and attributes, C tags,
-- D description.
--
-- The lock comes first, in a statement of its own: two transactions that change one piece then follow each other, and
-- the second reads what the first has written. Words are inserted in one order, so that two writers cannot wait for
-- each other.
CREATE FUNCTION "search_refresh"(slugs text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "product" WHERE "slug" = ANY (slugs) ORDER BY "slug" FOR NO KEY UPDATE;

  WITH told AS MATERIALIZED (
    SELECT p."slug",
      search_plain(concat_ws(' ', p."name", h."name")) AS names,
      search_plain(concat_ws(' ', p."subcategory", c."slug", c."name", colours.words, traits.words)) AS kinds,
      search_plain(array_to_string(p."style_tags", ' ')) AS tags,
      search_plain(p."description") AS description
    FROM "product" p
    JOIN "house" h ON h."slug" = p."house_slug"
    JOIN "category" c ON c."slug" = p."category_slug"
    CROSS JOIN LATERAL (
      SELECT string_agg(concat_ws(' ', w."slug", w."name"), ' ' ORDER BY w."position", w."slug") AS words
      FROM "colourway" w WHERE w."product_slug" = p."slug") colours
    CROSS JOIN LATERAL (
      -- The key is part of how people ask: "square neckline", "floor length".
      SELECT string_agg(concat_ws(' ', a."value", a."key"), ' ' ORDER BY a."key") AS words
      FROM jsonb_each_text(CASE jsonb_typeof(p."attributes") WHEN 'object' THEN p."attributes" ELSE '{}' END) a) traits
    WHERE p."slug" = ANY (slugs)
  ), written AS (
    INSERT INTO "search_document" ("product_slug", "document")
    SELECT "slug", setweight(to_tsvector('sorento', names), 'A') || setweight(to_tsvector('sorento', kinds), 'B')
      || setweight(to_tsvector('sorento', tags), 'C') || setweight(to_tsvector('sorento', description), 'D')
    FROM told
    ON CONFLICT ("product_slug") DO UPDATE SET "document" = excluded."document"
  )
  INSERT INTO "search_word" ("word", "stem", "letters")
  SELECT word, stems[1], search_letters(word)
  FROM (SELECT DISTINCT regexp_split_to_table(concat_ws(' ', names, kinds, tags), ' +') AS word FROM told) words
  CROSS JOIN LATERAL (SELECT search_stems(word) AS stems) stemmed
  WHERE length(word) BETWEEN 2 AND 40 AND stems[1] IS NOT NULL
  ORDER BY word COLLATE "C"
  ON CONFLICT ("word") DO NOTHING;
END
$$;

-- One run per statement, however many rows it changed.

CREATE FUNCTION "search_product_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM search_refresh(array_agg("slug")) FROM after_rows;
  ELSIF TG_OP = 'DELETE' THEN
    DELETE FROM "search_document" WHERE "product_slug" IN (SELECT "slug" FROM before_rows);
  ELSE
    DELETE FROM "search_document"
    WHERE "product_slug" IN (SELECT "slug" FROM before_rows EXCEPT SELECT "slug" FROM after_rows);
    PERFORM search_refresh(array_agg(n."slug")) FROM after_rows n
    LEFT JOIN before_rows o ON o."slug" = n."slug"
    WHERE (o."slug", o."name", o."house_slug", o."category_slug", o."subcategory", o."attributes", o."style_tags", o."description")
      IS DISTINCT FROM (n."slug", n."name", n."house_slug", n."category_slug", n."subcategory", n."attributes", n."style_tags", n."description");
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "product_search_insert" AFTER INSERT ON "product" REFERENCING NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "search_product_changed"();
CREATE TRIGGER "product_search_update" AFTER UPDATE ON "product"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "search_product_changed"();
CREATE TRIGGER "product_search_delete" AFTER DELETE ON "product" REFERENCING OLD TABLE AS before_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "search_product_changed"();

CREATE FUNCTION "search_colourway_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM search_refresh(array_agg(DISTINCT "product_slug")) FROM after_rows;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM search_refresh(array_agg(DISTINCT "product_slug")) FROM before_rows;
  ELSE
    PERFORM search_refresh(array_agg(DISTINCT "product_slug")) FROM (
      (SELECT "product_slug", "slug", "name", "position" FROM before_rows
        EXCEPT SELECT "product_slug", "slug", "name", "position" FROM after_rows)
      UNION ALL
      (SELECT "product_slug", "slug", "name", "position" FROM after_rows
        EXCEPT SELECT "product_slug", "slug", "name", "position" FROM before_rows)) changed;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "colourway_search_insert" AFTER INSERT ON "colourway" REFERENCING NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "search_colourway_changed"();
CREATE TRIGGER "colourway_search_update" AFTER UPDATE ON "colourway"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "search_colourway_changed"();
CREATE TRIGGER "colourway_search_delete" AFTER DELETE ON "colourway" REFERENCING OLD TABLE AS before_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "search_colourway_changed"();

-- A house or category has no pieces when it comes and none when it goes: only another name matters.
CREATE FUNCTION "search_name_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'house' THEN
    PERFORM search_refresh(array_agg(p."slug")) FROM "product" p JOIN after_rows n ON n."slug" = p."house_slug"
    LEFT JOIN before_rows o ON o."slug" = n."slug" WHERE o."name" IS DISTINCT FROM n."name";
  ELSE
    PERFORM search_refresh(array_agg(p."slug")) FROM "product" p JOIN after_rows n ON n."slug" = p."category_slug"
    LEFT JOIN before_rows o ON o."slug" = n."slug" WHERE o."name" IS DISTINCT FROM n."name";
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "house_search_update" AFTER UPDATE ON "house"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "search_name_changed"();
CREATE TRIGGER "category_search_update" AFTER UPDATE ON "category"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "search_name_changed"();

-- TRUNCATE names no rows. Whatever empties houses or categories empties products too.
CREATE FUNCTION "search_truncated"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'product' THEN
    DELETE FROM "search_document";
    DELETE FROM "search_word";
  ELSE
    PERFORM search_refresh(array_agg("slug")) FROM "product";
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "product_search_truncate" AFTER TRUNCATE ON "product" EXECUTE FUNCTION "search_truncated"();
CREATE TRIGGER "colourway_search_truncate" AFTER TRUNCATE ON "colourway" EXECUTE FUNCTION "search_truncated"();

-- A shop that has pieces already finds them from here on.
SELECT search_refresh(array_agg("slug")) FROM "product";
