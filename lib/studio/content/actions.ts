'use server'

import { notFound, redirect, unstable_rethrow } from 'next/navigation'
import { piecesOf } from '@/lib/content/pieces'
import { formIn } from '@/lib/core/forms'
import { logFault } from '@/lib/core/log'
import { readShop, type Shop } from '../shop'
import { studioDoor } from '../staff'
import { parseContent, type ContentErrors } from './form'
import { changeContent, createContent, readStored, type Editor, type StoredContent } from './queries'
import { typedIn, type ContentTyped } from './typed'

/**
 * What saving answers when it did not happen; a success redirects. `values` are what was typed, and which change its
 * writer had seen: a page that is made anew for the answer must not pretend that they saw the newest one.
 */
export type ContentFormState =
  | { status: 'idle' }
  | { status: 'error'; message: string; errors: ContentErrors; values: ContentTyped & { seen: string } }

/** For staff: to everybody else an unknown page. */
async function editing(): Promise<{ shop: Shop; by: Editor }> {
  const asking = await studioDoor()
  if (asking.door !== 'open') notFound()
  const { now, market } = asking.request
  return { shop: await readShop(now, market.locale), by: { staffId: asking.staffId, now } }
}

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.slice(0, 200) : ''
}

const momentIn = (text: string): Date | null => {
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? null : at
}

/** An edit without pieces is an empty page: it may be a draft, but not live. */
const isEmpty = (kind: string, selects: StoredContent['selects'], { catalogue }: Shop): boolean =>
  kind === 'edit' && piecesOf(selects, catalogue.products).length === 0

/**
 * Saves content: new as a draft, or what `piece` names, if nobody changed it since `seen`. Fields: those of the form,
 * `piece` and `seen` (empty for new content).
 */
export async function saveContentAction(_before: unknown, sent: FormData): Promise<ContentFormState> {
  const { shop, by } = await editing()
  const form = formIn(sent)
  const { t, stamp } = shop.say
  const typed = typedIn(form)
  const refused = (message: string, errors: ContentErrors = {}): ContentFormState => {
    return { status: 'error', message, errors, values: { ...typed, seen: textIn(form, 'seen') } }
  }
  try {
    const piece = textIn(form, 'piece')
    const seen = momentIn(textIn(form, 'seen'))
    const known = piece === '' ? null : await readStored(piece)
    if (piece !== '' && !known) return refused(t('studio.content.wrong.gone'))
    const overtaken = (now: StoredContent) => refused(t('studio.content.wrong.changed', { at: stamp(now.updatedAt) }))
    if (known && known.updatedAt.getTime() !== seen?.getTime()) return overtaken(known)
    const parsed = parseContent(typed, shop, known && { slug: known.slug, kind: known.kind, definition: known })
    if (!parsed.ok) return refused(t('studio.content.wrong.title'), parsed.fault)
    const { slug, kind, definition } = parsed.value
    if (known?.status === 'live' && isEmpty(kind, definition.selects, shop))
      return refused(t('studio.content.wrong.title'), { select: t('studio.content.wrong.empty') })
    if (!known && !(await createContent(parsed.value, by)))
      return refused(t('studio.content.wrong.title'), { slug: t('studio.content.wrong.taken') })
    if (known && !(await changeContent(slug, known.updatedAt, { definition }, by)))
      return overtaken((await readStored(slug)) ?? known)
    // The moment tells this answer from the one before: the form begins anew with what is saved.
    redirect(`/studio/content/${slug}?said=saved&at=${by.now.getTime()}`)
  } catch (error) {
    unstable_rethrow(error)
    logFault('studio: content was not saved', error)
    return refused(t('studio.publish.failed'))
  }
}

/** Puts content live, retires it, or makes it a draft again, if nobody changed it since `seen`. */
export async function contentStatusAction(sent: FormData): Promise<void> {
  const { shop, by } = await editing()
  const form = formIn(sent)
  const status = (['draft', 'live', 'retired'] as const).find((each) => each === textIn(form, 'status'))
  const content = await readStored(textIn(form, 'piece'))
  if (!content || !status) notFound()
  const page = `/studio/content/${content.slug}`
  const seen = momentIn(textIn(form, 'seen'))
  if (status === 'live' && isEmpty(content.kind, content.selects, shop)) redirect(`${page}?said=empty`)
  const done = seen !== null && (await changeContent(content.slug, seen, { status }, by))
  redirect(`${page}?said=${done ? status : 'changed'}`)
}
