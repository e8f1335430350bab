import 'server-only'
import { Prisma } from '@/lib/generated/prisma/client'
import { MOST_HITS, MOST_NEAR, PLACE_WORTH } from './weights'
import type { AlternativeKind, Term } from './terms'

/** What an alternative is worth against the word as it was written. */
const STRENGTH: Readonly<Record<AlternativeKind, number>> = {
  word: 1,
  same: 1,
  near: 0.7,
  start: 0.6,
  guess: 0.5,
  slip: 0.5,
}

/** Words that begin like the one being typed, words that it may have been meant for, and completions offered. */
const STARTS = 40
const SLIPS = 5
const COMPLETIONS = 4

/** A shorter word has too many neighbours to guess from. */
const SHORTEST_SLIP = 4

const values = (worths: Readonly<Record<string, number>>) =>
  Prisma.join(Object.entries(worths).map(([name, worth]) => Prisma.sql`(${name}, ${worth}::float8)`))

/**
 * The one statement of a search. Answers one row with one JSON value: `every` (whether some piece has all that was asked
 * for), what each term was taken for, the pieces with their scores in [0, 1], best first, and how the last word may go
 * on. What was typed stands in parameters only.
 *
 * A term is looked for as it is written, by its other names and by its neighbours; only if none of them stands anywhere,
 * as the beginning of a word; only if there is none, as a slip of the pen. When no piece has every term, the pieces with
 * the most of them are the nearest.
 */
export function searchStatement(terms: readonly Term[]): Prisma.Sql {
  const asked = JSON.stringify(terms.map((term, ord) => ({ ord, ...term })))
  return Prisma.sql`
    with term as materialized (
      select * from jsonb_to_recordset(${asked}::jsonb)
        as t(ord int, "text" text, same text[], near text[], guess text[], "open" bool)
    ), given as materialized (
      select t.ord, g.kind, g.text, search_stems(g.text) as stems
      from term t cross join lateral (
        select 'word' as kind, t.text
        union all select 'same', unnest(t.same)
        union all select 'near', unnest(t.near)
        union all select 'guess', unnest(t.guess)) g
    ), found as materialized (
      select g.* from given g
      where cardinality(g.stems) > 0
        and exists (select 1 from search_document d where d.document @@ search_query(g.stems, ''))
    ), known as materialized (
      select distinct ord from found where kind <> 'guess'
    ), started as materialized (
      select t.ord, 'start' as kind, s.text, s.stems
      from term t cross join lateral (
        select t.text, array[search_plain(t.text) || '*'] as stems
        union all (
          select w.word, array[w.stem] from search_word w where w.word like search_plain(t.text) || '%'
          order by length(w.word), w.word collate "C" limit ${STARTS})) s
      where length(t.text) > 1 and t.text !~ ' ' and (t.open or t.ord not in (select ord from known))
        and exists (select 1 from search_document d where d.document @@ search_query(s.stems, ''))
    ), slipped as materialized (
      select t.ord, 'slip' as kind, s.word as text, array[s.stem] as stems, s.likeness
      from term t cross join lateral (
        select w.word, w.stem, case when w.letters = search_letters(search_plain(t.text)) then 1
          else (similarity(w.word, t.text) + word_similarity(t.text, w.word)) / 2 end as likeness
        from search_word w
        where (w.word % search_plain(t.text) or search_plain(t.text) <% w.word
            or w.letters = search_letters(search_plain(t.text)))
          and exists (select 1 from search_document d where d.document @@ search_query(array[w.stem], ''))
        order by likeness desc, abs(length(w.word) - length(t.text)), w.word collate "C" limit ${SLIPS}) s
      where length(t.text) >= ${SHORTEST_SLIP} and t.text !~ ' '
        and t.ord not in (select ord from known union all select ord from started)
    ), alternative as materialized (
      select ord, kind, text, stems, 0::float8 as likeness from found
        where kind <> 'guess' or ord not in (select ord from known union all select ord from started)
      union all select ord, kind, text, stems, 0 from started
      union all select s.ord, s.kind, s.text, s.stems, s.likeness from slipped s
        where s.likeness >= (select max(best.likeness) from slipped best where best.ord = s.ord) * 0.9
    ), graded as materialized (
      select a.ord, strength.worth * place.worth as worth,
        string_agg('(' || search_query(a.stems, place.name)::text || ')', ' | ')::tsquery as query
      from alternative a
      join (values ${values(STRENGTH)}) strength(name, worth) on strength.name = a.kind
      cross join (values ${values(PLACE_WORTH)}) place(name, worth)
      group by a.ord, strength.worth * place.worth
    ), whole as materialized (
      select string_agg('(' || t.query || ')', ' | ')::tsquery as any_term,
        case when count(*) = (select count(*) from term) then string_agg('(' || t.query || ')', ' & ')::tsquery end as every_term
      from (select ord, string_agg('(' || search_query(stems, '')::text || ')', ' | ') as query
        from alternative group by ord) t
    ), complete as materialized (
      select d.product_slug, d.document from search_document d
      where d.document @@ (select every_term from whole)
      order by ts_rank('{0.15, 0.35, 0.6, 1}', d.document, (select every_term from whole)) desc, d.product_slug
      limit ${MOST_HITS}
    ), nearest as materialized (
      select d.product_slug, d.document from search_document d
      where not exists (select 1 from complete) and d.document @@ (select any_term from whole)
      order by ts_rank('{0.15, 0.35, 0.6, 1}', d.document, (select any_term from whole)) desc, d.product_slug
      limit ${MOST_HITS}
    ), scored as (
      select d.product_slug as slug, worth.sum / (select count(*) from term) as score, worth.terms
      from (select * from complete union all select * from nearest) d
      cross join lateral (
        select sum(best) as sum, count(*) as terms
        from (select max(g.worth) as best from graded g where d.document @@ g.query group by g.ord) each) worth
    ), listed as (
      select * from scored where terms = (select max(terms) from scored)
      order by score desc, slug
      limit case when exists (select 1 from complete) then ${MOST_HITS}::int else ${MOST_NEAR}::int end
    ), completed as (
      select a.text, count(*) as pieces
      from (select distinct on (a.stems) a.text, a.stems from alternative a join term t on t.ord = a.ord
        where a.kind = 'start' and t.open and a.text <> t.text and a.stems <> search_stems(t.text)
        order by a.stems, length(a.text), a.text) a
      join complete d on d.document @@ search_query(a.stems, 'AB')
      group by a.text order by pieces desc, a.text limit ${COMPLETIONS}
    )
    select json_build_object(
      'every', exists (select 1 from complete),
      'alternatives', coalesce((select json_agg(json_build_array(ord, kind, text) order by ord, likeness desc, text) from alternative), '[]'),
      'pieces', coalesce((select json_agg(json_build_array(slug, score) order by score desc, slug) from listed), '[]'),
      'completions', coalesce((select json_agg(text order by pieces desc, text) from completed), '[]')) as answer`
}
