import type { RequestContext } from '@/lib/shopper/request'
import type { Result } from '@/lib/core/result'
import type { FieldFaults, Said } from './words'

/** Who is asking, as flows need it. Made by `flowContext` from the request, by hand in tests. */
export type FlowContext = Pick<
  RequestContext,
  | 'visitorId'
  | 'visitId'
  | 'now'
  | 'realNow'
  | 'movedClock'
  | 'country'
  | 'market'
  | 'answer'
  | 'globalPrivacyControl'
  | 'silent'
  | 'peer'
> & {
  /** The signed-in customer, who exists; null for everybody else. */
  customerId: string | null
}

/** What flows do to the browser that is asking: its cookies and its session. */
export type Browser = {
  /**
   * Opens a session. The password was found to be right before. `visitorId`: the visitor it belongs to from then on, and
   * with whose link it ends.
   */
  openSession(credentials: { email: string; password: string; visitorId?: string }): Promise<void>
  closeSession(): Promise<void>
  /** From now on this browser is this visitor, in this new visit, and so is a session that is open. */
  becomeVisitor(ids: { visitorId: string; visitId: string }): Promise<void>
  /** Keeps this browser's own answer about personalisation. */
  keepAnswer(answer: 'yes' | 'no'): Promise<void>
}

/** Why a flow did not happen: what to say, and beside which fields. */
export type FlowFault = { said: Said; fields?: FieldFaults }

export type FlowResult<T> = Result<T, FlowFault>
