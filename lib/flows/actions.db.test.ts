import { beforeEach, describe, expect, it, vi } from 'vitest'
import { setQuantity } from '@/lib/cart/queries'
import { choosePersonalisation } from './consent'
import { givenContext } from './flows.fixture'
import { confirmDetails, joinProgramme, leaveProgramme } from './membership'
import {
  confirmDetailsAction,
  joinProgrammeAction,
  leaveProgrammeAction,
  personalisationAction,
  setQuantityAction,
} from './actions'

// What buttons do that have no form to answer in: where they lead, and that a fault of ours is told there.

const asked = vi.hoisted(() => ({ customerId: null as string | null }))

vi.mock('next/cache', () => ({ refresh: () => {}, revalidatePath: () => {} }))
vi.mock('@/lib/core/log', () => ({ logFault: () => {} }))
vi.mock('./browser', () => ({ thisBrowser: {} }))
vi.mock('./context', () => ({ flowContext: async () => givenContext({ customerId: asked.customerId }) }))
vi.mock('./membership')
vi.mock('./consent')
vi.mock('@/lib/cart/queries')

const form = (fields: Record<string, string>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

/** Where an action redirected to; null when it did not. */
const led = (action: Promise<void>): Promise<string | null> =>
  action.then(
    () => null,
    (error: { digest?: string }) => error.digest?.split(';')[2] ?? Promise.reject(error),
  )

const down = () => Promise.reject(new Error('the database is down'))

beforeEach(() => {
  vi.resetAllMocks()
  asked.customerId = '5e0a0001-0000-4000-8000-000000000001'
})

describe.each([
  ['joining', joinProgrammeAction, joinProgramme, 'joined'],
  ['leaving', leaveProgrammeAction, leaveProgramme, 'left'],
  ['confirming', confirmDetailsAction, confirmDetails, 'confirmed'],
] as const)('%s', (_, action, flow, said) => {
  it('leads to the loyalty page, which tells what became of it', async () => {
    vi.mocked(flow).mockResolvedValue(said)
    expect(await led(action())).toBe(`/account/loyalty?said=${said}`)
  })

  it('asks who is not signed in to sign in', async () => {
    asked.customerId = null
    expect(await led(action())).toBe('/sign-in?next=/loyalty')
    expect(flow).not.toHaveBeenCalled()
  })

  it('tells a fault of ours', async () => {
    vi.mocked(flow).mockImplementation(down)
    expect(await led(action())).toBe('/account/loyalty?said=failed')
  })
})

describe('a quantity', () => {
  const send = (quantity: string) => led(setQuantityAction(form({ sku: 'ring:gold:6', quantity })))

  it('stays on the page, or leads back to it with what was wrong', async () => {
    vi.mocked(setQuantity).mockResolvedValue({ ok: true, value: undefined } as never)
    expect(await send('2')).toBeNull()
    expect(await send('two')).toBe('/cart?problem=quantity')
  })

  it('tells a fault of ours', async () => {
    vi.mocked(setQuantity).mockImplementation(down)
    expect(await send('2')).toBe('/cart?problem=failed')
  })
})

describe('personalisation', () => {
  it('is chosen, or nothing is', async () => {
    expect(await led(personalisationAction(form({ choice: 'off' })))).toBeNull()
    expect(await led(personalisationAction(form({ choice: 'perhaps' })))).toBeNull()
    expect(choosePersonalisation).toHaveBeenCalledTimes(1)
  })

  it('tells a fault of ours', async () => {
    vi.mocked(choosePersonalisation).mockImplementation(down)
    expect(await led(personalisationAction(form({ choice: 'off' })))).toBe('/account/personalisation?problem=failed')
  })
})
