import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { logFault } from '@/lib/core/log'
import { flowContext } from './context'
import { errorState, type FormState } from './states'
import type { FlowContext } from './types'

/** Does what a form asks for. A fault of ours is logged and told in the form, where what was typed is kept. */
export async function carefully(form: FormData, work: (ctx: FlowContext) => Promise<FormState>): Promise<FormState> {
  const ctx = await flowContext()
  try {
    return await work(ctx)
  } catch (error) {
    unstable_rethrow(error)
    logFault('flows: an action failed', error)
    return errorState(ctx, { said: { code: 'checkout.failed' } }, form)
  }
}
