import 'server-only'
import { z } from 'zod'
import { db, type Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { fail, ok } from '@/lib/core/result'
import { isAnswer, QUESTIONS, type Question } from '@/lib/shopper/answers'
import { countSaying } from './contribute-limit'
import { lockSpeaker } from './locks'
import type { FlowContext, FlowResult } from './types'
import type { FieldFaults, FlowCode } from './words'

/** What is wrong with an answer, by question. */
const WRONG: Readonly<Record<Question, FlowCode>> = {
  'birthday-month': 'answers.wrong.month',
  'time-zone': 'answers.wrong.zone',
  language: 'answers.wrong.language',
}

/** An answer as a form sends it: empty takes it back, absent leaves it as it is. */
const answerOf = (question: Question) =>
  z
    .string()
    .max(60)
    .refine((value) => value === '' || isAnswer(question, value))
    .transform((value) => (value === '' ? null : value))
    .optional()

const schema = z.object({
  'birthday-month': answerOf('birthday-month'),
  'time-zone': answerOf('time-zone'),
  language: answerOf('language'),
})

/**
 * Writes what a customer answers of their own accord, each answer that differs from the newest as a fact of its own; what
 * holds already is not written again. All or none: of wrong answers each is told beside its field. Only for who is signed
 * in, which the caller has asked. `often` in the fault's code: they have answered more often than anybody needs to.
 */
export async function answerQuestions(
  ctx: FlowContext & { customerId: string },
  form: unknown,
): Promise<FlowResult<{ written: readonly Question[] }>> {
  const parsed = schema.safeParse(form)
  if (!parsed.success) {
    const wrong = QUESTIONS.filter((question) => parsed.error.issues.some(({ path }) => path[0] === question))
    const fields: FieldFaults = Object.fromEntries(wrong.map((question) => [question, { code: WRONG[question] }]))
    return fail({ said: { code: 'answers.look' }, fields })
  }
  const { customerId, visitorId, now, realNow, peer } = ctx
  return db.$transaction(async (tx) => {
    // Two tabs answer one after the other; somebody who is erased meanwhile answers nothing.
    await lockSpeaker(tx, { customerId, visitorId })
    const [there] = await tx.$queryRaw<{ id: string }[]>`
      select id from customer where id = ${customerId}::uuid and erased_at is null for key share`
    if (!there) return ok({ written: [] })
    const newest = await newestAnswers(customerId, tx)
    const written = QUESTIONS.filter((question) => {
      const value = parsed.data[question]
      return value !== undefined && value !== (newest.get(question) ?? null)
    })
    if (written.length === 0) return ok({ written })
    if (!(await countSaying('said', { shopper: customerId, peer, realNow }, tx))) {
      return fail({ said: { code: 'answers.often' } })
    }
    await tx.customerAnswer.createMany({
      data: written.map((question) => ({
        ...{ id: newId(), customerId, question, at: now },
        value: parsed.data[question] ?? null,
      })),
    })
    return ok({ written })
  })
}

async function newestAnswers(customerId: string, within: Transaction): Promise<Map<string, string | null>> {
  const rows = await within.customerAnswer.findMany({
    where: { customerId },
    orderBy: { seq: 'desc' },
    distinct: ['question'],
    select: { question: true, value: true },
  })
  return new Map(rows.map(({ question, value }) => [question, value]))
}
