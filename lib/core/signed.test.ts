import { describe, expect, it } from 'vitest'
import { seal, unseal } from './signed'

const secret = 'a secret of enough length'

describe('sealed cookies', () => {
  it('come back as they were', () => {
    expect(unseal('visitor', seal('visitor', { id: 'x', n: 1 }, secret), secret)).toEqual({ id: 'x', n: 1 })
  })

  it('are refused when changed, truncated, of another purpose or of another secret', () => {
    const sealed = seal('visitor', { id: 'x' }, secret)
    const [body, mac] = sealed.split('.') as [string, string]
    const other = Buffer.from(JSON.stringify({ id: 'y' })).toString('base64url')
    expect(unseal('visitor', `${other}.${mac}`, secret)).toBeNull()
    expect(unseal('visitor', body, secret)).toBeNull()
    expect(unseal('visitor', `${body}.`, secret)).toBeNull()
    expect(unseal('clock', sealed, secret)).toBeNull()
    expect(unseal('visitor', sealed, `${secret}!`)).toBeNull()
    expect(unseal('visitor', undefined, secret)).toBeNull()
    expect(unseal('visitor', 'x'.repeat(9999), secret)).toBeNull()
  })
})
