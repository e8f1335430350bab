import { describe, expect, it } from 'vitest'
import { arrivalOf, VISIT_IDLE_MS, visitOf, type Visit } from './visit'

const at = (path: string) => new URL(path, 'https://shop.example')
const newId = () => 'new'
const running: Visit = { id: 'old', number: 3, lastSeen: 1_000, arrival: null }

describe('arrival', () => {
  it('reads the UTM source before the referrer', () => {
    expect(arrivalOf(at('/?utm_source=Facebook&utm_campaign=Winter'), 'https://www.google.com/')).toEqual({
      source: 'facebook',
      campaign: 'winter',
    })
    expect(arrivalOf(at('/'), 'https://l.facebook.com/x')).toEqual({ source: 'facebook', campaign: null })
  })

  it('is null without a source, from the shop itself, from strangers and from nonsense', () => {
    expect(arrivalOf(at('/'), null)).toBeNull()
    expect(arrivalOf(at('/'), 'https://shop.example/c/dresses')).toBeNull()
    expect(arrivalOf(at('/'), 'https://notfacebook.com.evil.example/')).toBeNull()
    expect(arrivalOf(at('/'), 'not a url')).toBeNull()
    expect(arrivalOf(at('/?utm_source=<script>'), null)).toBeNull()
  })
})

describe('visit', () => {
  it('goes on up to and including 30 idle minutes, and ends after them', () => {
    const last = running.lastSeen + VISIT_IDLE_MS
    expect(visitOf({ now: last, running, arrival: null, newId }).visit.id).toBe('old')
    expect(visitOf({ now: last + 1, running, arrival: null, newId }).visit).toEqual({
      id: 'new',
      number: 4,
      lastSeen: last + 1,
      arrival: null,
    })
  })

  it('starts anew when she arrives from somewhere else, not when she reloads the same link', () => {
    const arrival = { source: 'facebook', campaign: null }
    const first = visitOf({ now: 2_000, running, arrival, newId })
    expect(first.isNew).toBe(true)
    expect(visitOf({ now: 3_000, running: first.visit, arrival, newId: () => 'third' }).visit.id).toBe('new')
  })
})
