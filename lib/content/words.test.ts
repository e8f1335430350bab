import { describe, expect, it } from 'vitest'
import { filledIn, isMisnamed, tiersNamedIn } from './words'

const say = (placeholder: string, tier: string) => (tier === 'gold' ? `<${placeholder} of gold>` : null)

describe('what a paragraph leaves to the programme', () => {
  it('is filled in, as often as it stands there', () => {
    expect(filledIn(['{tier:gold}, from {amount:gold}: {gives:gold} {tier:gold}', 'Plain.'], say)).toEqual([
      '<tier of gold>, from <amount of gold>: <gives of gold> <tier of gold>',
      'Plain.',
    ])
  })

  it('takes its paragraph with it where the programme has no such thing', () => {
    expect(filledIn(['Once {tier:platinum}.', 'Always.', 'Then {tier:gold}.'], say)).toEqual([
      'Always.',
      'Then <tier of gold>.',
    ])
    expect(filledIn(['{gives:gold}'], () => '')).toEqual([])
  })

  it('does not fill in what a value says', () => {
    expect(filledIn(['{tier:gold}'], () => '{tier:silver} $& $1')).toEqual(['{tier:silver} $& $1'])
  })

  it('knows whose data a text states', () => {
    expect(tiersNamedIn(['{tier:gold} {amount:gold}', '{gives:silver} {other:bronze}'])).toEqual(['gold', 'silver'])
  })

  it.each([
    ['{tier:gold} and no more', false],
    ['nothing', false],
    ['{tier:}', true],
    ['{tier:Gold}', true],
    ['{price:gold}', true],
    ['a brace }', true],
  ])('"%s" is misnamed: %s', (text, expected) => expect(isMisnamed(text)).toBe(expected))
})
