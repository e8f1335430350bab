import { describe, expect, it } from 'vitest'
import { PRESETS } from '../../lib/loyalty/presets'
import { demoArguments, PROGRAMS } from './demo-arguments.mjs'

describe('what the demo is asked for', () => {
  it('knows every programme that comes with the shop', () => {
    expect(PROGRAMS).toEqual(Object.keys(PRESETS))
  })

  it.each([
    [[], { reset: false, program: 'sorento' }],
    [['--reset'], { reset: true, program: 'sorento' }],
    [['--program', 'classic'], { reset: false, program: 'classic' }],
    [['--program=classic', '--reset'], { reset: true, program: 'classic' }],
    [['--program', 'sorento'], { reset: false, program: 'sorento' }],
  ])('understands %j', (args, asked) => {
    expect(demoArguments(args)).toEqual(asked)
  })

  it.each([
    [['--program', 'gold'], 'There is no programme "gold". There are: sorento, classic.'],
    [['--program'], '--program asks for a name. There are: sorento, classic.'],
    [['--program='], '--program asks for a name. There are: sorento, classic.'],
    [['--rest'], 'I do not know "--rest". There are --reset and --program NAME.'],
    [['classic'], 'I do not know "classic". There are --reset and --program NAME.'],
  ])('refuses %j, and says why', (args, message) => {
    expect(() => demoArguments(args)).toThrow(message)
  })
})
